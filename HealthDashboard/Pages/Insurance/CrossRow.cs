using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Insurance;

/// <summary>What a row of costs by insurer is called, filters by, and is proved by.</summary>
public static class CrossRow
{
    public static string NameOf(Dimension down, string key) => down.Grain is { } grain ? Format.PeriodShort(new CalendarPeriod(grain, Weeks.Day(key))) : key;

    public static Pick PickOf(Dimension down, string key) => down.Grain is { } grain && new CalendarPeriod(grain, Weeks.Day(key)) is var period
        ? new Pick() { Days = (period.First, period.Last) }
        : Pick.Of(down, key);

    /// <summary>The view that has the same rows.</summary>
    public static GoldView ViewOf(Dimension down) => down.Grain is { } grain ? WeeklyVisitTrends.View.By(grain)
        : down == Dimensions.TreatmentType ? TreatmentTypeSummary.View
        : DepartmentTreatmentSummary.View;

    /// <summary>The address of what makes up the cost of a row under a scope.</summary>
    public static string Proof(Dimension down, string key, Scope scope)
    {
        var view = ViewOf(down);
        return Address.Passport(new CellReference(view, view.Columns.First(column => column.Measure == Measures.Cost), scope, key));
    }
}
