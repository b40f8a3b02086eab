using HealthDashboard.Access;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>Every week, month, quarter or year from the first visit to the last, those far from all others aside, and in which one each visit lies.</summary>
/// <param name="FirstDays">Ascending.</param>
/// <param name="Labels">2025-W10, 2025-03, 2025-Q1, 2025.</param>
/// <param name="Days">How many days of each lie between the first visit and the last.</param>
/// <param name="OfVisit">Counted from the first; -1 where a visit's date is so far from all others that it is in none.</param>
public sealed record PeriodColumns(Utf8Column FirstDays, Utf8Column Labels, long[] Days, int[] OfVisit)
{
    /// <summary>How many days of each lie between two days.</summary>
    public long[] DaysBetween(TimeGrain grain, int first, int last) => [.. Enumerable.Range(0, FirstDays.Count)
        .Select(place => new CalendarPeriod(grain, Weeks.Day(FirstDays[place])))
        .Select(period => Math.Max(0L, Math.Min(period.Last.DayNumber, last) - Math.Max(period.First.DayNumber, first) + 1))];

    /// <summary>Made of the weeks, which know what lies outside the calendar.</summary>
    public static PeriodColumns Of(TimeGrain grain, StarColumns star)
    {
        if (grain == TimeGrain.Week)
            return new(new([.. star.Weeks.Select(week => week.Week)]), new([.. star.Weeks.Select(week => week.IsoWeek)]), [.. star.Weeks.Select(week => week.Days)], star.VisitWeek);
        var (first, last) = star.CalendarOf(Reach.Everything);
        if (last < 0)
            return new(new([]), new([]), [], Array.ConvertAll(star.VisitDay, _ => -1));
        var periods = CalendarPeriod.Between(grain, DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last)).ToList();
        var start = CalendarPeriod.Place(grain, DateOnly.FromDayNumber(first));
        // Millions of visits lie on a few thousand days.
        var places = Enumerable.Range(first, last - first + 1).Select(day => CalendarPeriod.Place(grain, DateOnly.FromDayNumber(day)) - start).ToArray();
        return new(
            new([.. periods.Select(period => Weeks.Iso(period.First))]),
            new([.. periods.Select(period => period.Label)]),
            [.. periods.Select(period => (long)(Math.Min(period.Last.DayNumber, last) - Math.Max(period.First.DayNumber, first) + 1))],
            [.. Enumerable.Range(0, star.Visits).Select(visit => star.VisitWeek[visit] < 0 ? -1 : places[star.VisitDay[visit] - first])]);
    }
}
