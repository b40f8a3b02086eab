namespace HealthDashboard.Silver;

/// <summary>
/// The stretch of days whose weeks the views show, from its first to its last visit. One mistyped year must not add thousands of
/// empty weeks to every department, so dates with more than <see cref="MostEmptyYears"/> empty years between them and the others lie outside.
/// </summary>
public sealed record WeekCalendar(DateOnly First, DateOnly Last)
{
    private const int MostEmptyYears = 5;

    /// <summary>Visits on as many days that are as large a part of all are another time of the hospital, and no slip.</summary>
    private const int DaysOfATime = 30, PartOfATime = 10;

    public static WeekCalendar None { get; } = new(DateOnly.MaxValue, DateOnly.MinValue);

    public bool Holds(DateOnly date) => date >= First && date <= Last;

    /// <summary>The Monday of a date's week; null outside.</summary>
    public DateOnly? WeekOf(DateOnly date) => Holds(date) ? Weeks.MondayOf(date) : null;

    /// <summary>Every week, and how many of its days lie between the first visit and the last.</summary>
    public IEnumerable<WeekRow> AllWeeks()
    {
        for (var week = Weeks.MondayOf(First); week <= Last; week = week.AddDays(7))
        {
            var from = Math.Max(week.DayNumber, First.DayNumber);
            var to = Math.Min(week.DayNumber + 6, Last.DayNumber);
            yield return new WeekRow(Weeks.Iso(week), Weeks.Label(week), to - from + 1);
        }
    }

    /// <param name="days">Every day with a visit, ascending, and how many there are.</param>
    public static WeekCalendar Of(IEnumerable<(DateOnly Day, int Visits)> days)
    {
        var stretches = new List<Stretch>();
        foreach (var (day, visits) in days)
        {
            if (stretches is [.., var last] && day <= last.Last.AddYears(MostEmptyYears))
                stretches[^1] = last with { Last = day, Days = last.Days + 1, Visits = last.Visits + visits };
            else
                stretches.Add(new Stretch(day, day, 1, visits));
        }

        if (stretches.Count == 0)
            return None;
        var (main, all) = (stretches[0], 0L);
        foreach (var stretch in stretches)
        {
            all += stretch.Visits;
            if (stretch.Visits >= main.Visits)
                main = stretch;
        }

        var times = stretches.FindAll(stretch => stretch == main || (stretch.Days >= DaysOfATime && stretch.Visits * PartOfATime >= all));
        return new WeekCalendar(times[0].First, times[^1].Last);
    }

    /// <summary>Days with visits and no large gap between them.</summary>
    private sealed record Stretch(DateOnly First, DateOnly Last, int Days, long Visits);
}
