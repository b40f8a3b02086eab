using System.Globalization;

namespace HealthDashboard.Silver;

/// <summary>By what days are grouped along time.</summary>
public enum TimeGrain
{
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>An ISO week, or a month, a quarter or a year of the calendar. At the ends of the calendar, which addresses may name, there is no earlier and no later one.</summary>
/// <param name="First">Its first day, which is its key: the Monday of a week.</param>
public readonly record struct CalendarPeriod(TimeGrain Grain, DateOnly First)
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfYear = 12;

    /// <summary>The last day, in it.</summary>
    public DateOnly Last => Grain == TimeGrain.Week ? Weeks.Later(First, DaysOfWeek - 1) : EndOfMonth(First.AddMonths(Months(Grain) - 1));

    /// <summary>How many days it has in full.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>2025-W10, 2025-03, 2025-Q1, 2025.</summary>
    public string Label => Grain switch
    {
        TimeGrain.Week => Weeks.Label(First),
        TimeGrain.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        TimeGrain.Quarter => string.Create(CultureInfo.InvariantCulture, $"{First.Year:D4}-Q{(First.Month + 2) / 3}"),
        _ => First.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    public static CalendarPeriod Of(TimeGrain grain, DateOnly day) => At(grain, Place(grain, day));

    /// <summary>From the one of a day to the one of another, none left out.</summary>
    public static IEnumerable<CalendarPeriod> Between(TimeGrain grain, DateOnly first, DateOnly last)
    {
        var from = Place(grain, first);
        return first > last ? [] : Enumerable.Range(from, Place(grain, last) - from + 1).Select(place => At(grain, place));
    }

    /// <summary>How many there are from the one of a day to the one of another, both counted.</summary>
    public static int Count(TimeGrain grain, DateOnly first, DateOnly last) => Place(grain, last) - Place(grain, first) + 1;

    public CalendarPeriod Later(int periods) => At(Grain, (int)Math.Clamp((long)Place(Grain, First) + periods, Place(Grain, DateOnly.MinValue), Place(Grain, DateOnly.MaxValue)));

    /// <summary>Whether all its days lie in a stretch whose ends may be open.</summary>
    public bool IsWithin(DateOnly? from, DateOnly? to) => !(from > First || to < Last);

    /// <summary>Counted from the first there is.</summary>
    public static int Place(TimeGrain grain, DateOnly day) => grain == TimeGrain.Week
        ? day.DayNumber / DaysOfWeek // 1 January of the year 1 is a Monday.
        : (((day.Year - 1) * MonthsOfYear) + day.Month - 1) / Months(grain);

    private static CalendarPeriod At(TimeGrain grain, int place) => new(grain, grain == TimeGrain.Week
        ? DateOnly.FromDayNumber(place * DaysOfWeek)
        : DateOnly.MinValue.AddMonths(place * Months(grain)));

    private static int Months(TimeGrain grain) => grain switch { TimeGrain.Month => 1, TimeGrain.Quarter => 3, _ => MonthsOfYear };

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
