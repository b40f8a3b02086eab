using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Overview;

/// <summary>The numbers of one period: its weeks and their totals, and the rejected rows that are known to lie in it.</summary>
public sealed record PeriodNumbers(IReadOnlyList<WeeklyVisitTrends> Weeks, IReadOnlyDictionary<string, decimal?> Totals, decimal? People, RejectedInPeriod? Rejected)
{
    /// <summary>A total of the weekly view; people do not add up over weeks, and are counted on their own.</summary>
    public decimal? Total(string column) => column == "patients" ? People : Totals.GetValueOrDefault(column);

    /// <summary>How many visits or treatments a number of the period rests on.</summary>
    public decimal? Cases(Column column) => column.Name switch
    {
        "patients" => People,
        "num_visits" or "treatments" => Total(column.Name),
        "follow_up_rate" => Total("visits_with_answer"),
        _ => Total("treatments"),
    };

    /// <summary>What of the table behind a number is lacking.</summary>
    public Lacking Lacks(Column column)
    {
        var table = RejectedImpact.TableOf(WeeklyVisitTrends.View, column);
        var rejected = Rejected?.Of(table) ?? 0;
        return new Lacking(table, rejected, rejected + (long)(Total(table == Fact.Visits ? "num_visits" : "treatments") ?? 0)) { IsUnknown = Rejected is { IsKnown: false } };
    }
}
