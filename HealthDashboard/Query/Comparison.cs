namespace HealthDashboard.Query;

/// <summary>What the last complete weeks are compared with.</summary>
public enum ComparedWith
{
    /// <summary>As many weeks just before.</summary>
    Before,

    /// <summary>The same weeks a year, that is 52 weeks, earlier.</summary>
    YearEarlier,
}

/// <summary>Two stretches of equally many complete weeks: the last ones of a scope, and those they are compared with.</summary>
public sealed record Comparison(Scope Now, Scope Then)
{
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

    /// <summary>Null where the data and the scope do not hold all of the weeks, and in share-safe mode.</summary>
    /// <param name="data">The first and the last visit date of the whole data: a week is complete when all its days lie between.</param>
    public static Comparison? Of(Scope scope, (DateOnly First, DateOnly Last) data, ComparedWith with)
    {
        var last = scope.To is { } to && to < data.Last ? to : data.Last;
        var end = Silver.Weeks.LastSunday(last);
        var start = Silver.Weeks.Later(end, 1 - (Length * DaysOfWeek));
        var back = with == ComparedWith.Before ? Length : WeeksOfYear;
        var (thenStart, thenEnd) = (Silver.Weeks.Later(start, -back * DaysOfWeek), Silver.Weeks.Later(end, -back * DaysOfWeek));

        // A year earlier may lie before the period one looks at; the weeks before may not.
        var first = with == ComparedWith.Before && scope.From is { } from && from > data.First ? from : data.First;
        var inScope = scope.From is null || start >= scope.From;
        return inScope && thenStart >= first && !scope.ShareSafe
            ? new Comparison(scope with { From = start, To = end }, scope with { From = thenStart, To = thenEnd })
            : null;
    }
}
