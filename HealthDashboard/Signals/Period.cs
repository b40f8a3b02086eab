using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Silver;

namespace HealthDashboard.Signals;

/// <summary>How long a point of a control chart is.</summary>
public enum Grouping
{
    Week,

    /// <summary>Where single weeks hold so few visits that chance alone would cry wolf.</summary>
    FourWeeks,
}

/// <summary>A week of a scope and what happened in it.</summary>
/// <param name="Monday">Its first day.</param>
public readonly record struct WeekSums(DateOnly Monday, Sums Sums);

/// <summary>A point of a control chart: from the first day to the last, both in it.</summary>
/// <param name="Start">The Monday of its first week, under which it is drawn.</param>
/// <param name="From">Its first day that data and filter hold.</param>
public sealed record Period(DateOnly Start, DateOnly From, DateOnly To, Sums Sums)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>A stretch of time in points of equal length, oldest first, and what is left over at its ends.</summary>
/// <param name="Complete">Every day lies in the data and passes the filter. Points without a visit are among them.</param>
/// <param name="Apart">Cut by the data or the filter, or too few weeks for a point: drawn apart, and in no limits.</param>
public sealed record Periods(Grouping By, IReadOnlyList<Period> Complete, IReadOnlyList<Period> Apart)
{
    private const int DaysOfWeek = 7;

    /// <summary>In days.</summary>
    public static int Length(Grouping by) => by == Grouping.Week ? DaysOfWeek : EarlierPeriod.Length * DaysOfWeek;

    /// <summary>
    /// Counted backwards from the last complete week, so that the latest point is always the latest weeks. Begins with the first
    /// week that has a visit: before, a department or a doctor was not there yet. Goes on to the end of the data, as having no
    /// visits any more is worth a point.
    /// </summary>
    /// <param name="weeks">In any order; those without visits may be missing.</param>
    /// <param name="data">The first and the last visit date of the whole data.</param>
    public static Periods Of(IEnumerable<WeekSums> weeks, Scope scope, (DateOnly First, DateOnly Last) data, Grouping by)
    {
        var sums = weeks.Where(week => week.Sums != default).ToDictionary(week => week.Monday, week => week.Sums);
        var (first, last) = (Later(scope.From, data.First), scope.To is { } to && to < data.Last ? to : data.Last);
        if (sums.Count == 0 || first > last)
            return new Periods(by, [], []);
        var begin = Later(sums.Keys.Min(), Weeks.MondayOf(first.AddDays(DaysOfWeek - 1)));
        var end = Weeks.MondayOf(last.AddDays(1));
        var length = Length(by);
        var count = Math.Max(0, (end.DayNumber - begin.DayNumber) / length);
        begin = end.AddDays(-count * length);
        return new Periods(
            by,
            [.. Enumerable.Range(0, count).Select(place => Sum(begin.AddDays(place * length), begin.AddDays(((place + 1) * length) - 1)))],
            [.. new[] { Sum(Later(sums.Keys.Min(), first), begin.AddDays(-1)), Sum(end, last) }.Where(rest => rest.Days > 0 && rest.Sums != default)]);

        Period Sum(DateOnly from, DateOnly to)
        {
            var sum = default(Sums);
            for (var monday = Weeks.MondayOf(from); monday <= to; monday = monday.AddDays(DaysOfWeek))
                sum += sums.GetValueOrDefault(monday);
            return new Period(Weeks.MondayOf(from), from, to, sum);
        }
    }

    private static DateOnly Later(DateOnly? a, DateOnly b) => a > b ? a.Value : b;
}
