using HealthDashboard.Gold;

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
public static class PeriodComparison
{
    /// <summary>How many weeks are compared where no period is asked for.</summary>
    public const int Length = 4;

    private const int DaysOfWeek = 7;
    private const int WeeksOfYear = 52;

    /// <summary>
    /// The scope to lay behind a weekly chart: a year earlier, or as long just before; null where the period has no start to go back from,
    /// and in share-safe mode, which is of one scope: two that overlap could give away what each withholds.
    /// </summary>
    public static (Scope Scope, int WeeksBack)? Earlier(Scope scope, (DateOnly First, DateOnly Last) data, ComparedWith with)
    {
        var (first, to) = (scope.From > data.First ? scope.From.Value : data.First, scope.To < data.Last ? scope.To.Value : data.Last);
        if (scope.ShareSafe || (with == ComparedWith.Before && scope.From is null) || first > to)
            return null;
        var from = Silver.Weeks.MondayOf(first);
        var back = with == ComparedWith.YearEarlier ? WeeksOfYear : (to.DayNumber - from.DayNumber + DaysOfWeek) / DaysOfWeek;
        var earlier = scope with { From = Silver.Weeks.Later(from, -back * DaysOfWeek), To = Silver.Weeks.Later(Silver.Weeks.MondayOf(to), (DaysOfWeek * (1 - back)) - 1) };
        return (earlier, back);
    }
}
