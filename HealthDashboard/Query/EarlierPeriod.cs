using HealthDashboard.Gold;
using HealthDashboard.Silver;

namespace HealthDashboard.Query;

/// <summary>What the last complete weeks are compared with.</summary>
public enum ComparedWith
{
    /// <summary>As many weeks just before.</summary>
    Before,

    /// <summary>The same weeks a year, that is 52 weeks, earlier.</summary>
    YearEarlier,
}

/// <summary>What a scope is compared with.</summary>
public static class EarlierPeriod
{
    /// <summary>How many weeks the shortest comparison has.</summary>
    public const int Length = 4;

    /// <summary>
    /// The scope to lay behind a chart of weeks, months, quarters or years: a year (52 weeks) earlier, or as long just before; null where the period has no start to go back from,
    /// and in share-safe mode, which is of one scope: two that overlap could give away what each withholds.
    /// </summary>
    /// <returns>With how many weeks, months, quarters or years it lies back.</returns>
    public static (Scope Scope, int Back)? Of(Scope scope, (DateOnly First, DateOnly Last) data, ComparedWith with, TimeGrain grain = TimeGrain.Week)
    {
        var (first, to) = (scope.From > data.First ? scope.From.Value : data.First, scope.To < data.Last ? scope.To.Value : data.Last);
        if (scope.ShareSafe || (with == ComparedWith.Before && scope.From is null) || first > to)
            return null;
        var back = with == ComparedWith.YearEarlier ? PeriodsOfYear(grain) : CalendarPeriod.Count(grain, first, to);
        return (scope with { From = CalendarPeriod.Of(grain, first).Later(-back).First, To = CalendarPeriod.Of(grain, to).Later(-back).Last }, back);
    }

    private static int PeriodsOfYear(TimeGrain grain) => grain switch { TimeGrain.Week => 52, TimeGrain.Month => 12, TimeGrain.Quarter => 4, _ => 1 };
}
