namespace HealthDashboard.Sample;

/// <summary>How many visits each department has on each day of the two years.</summary>
internal sealed class VisitCalendar
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly First = new(2024, 1, 1);

    /// <summary>A Wednesday, so that the last week is not finished.</summary>
    public static readonly DateOnly Last = new(2025, 12, 17);

    /// <summary>The Monday from which Respiratory Medicine has two and a half times its visits.</summary>
    public static readonly DateOnly Outbreak = new(2025, 9, 29);

    /// <summary>
    /// How far, in visits of one hospital, a visit strays from an even succession. Appointments keep departments from
    /// scattering as freely as chance alone would, and a real step stands out from what is left.
    /// </summary>
    private const int Scatter = 12;

    private static readonly int[] WeekdayShape = [14, 118, 112, 106, 104, 92, 22];
    private static readonly int[] EmergencyWeekdayShape = [101, 104, 96, 95, 96, 102, 106];
    private static readonly int[] MonthShape = [110, 109, 104, 100, 98, 97, 94, 84, 98, 101, 104, 107];

    private readonly int[][] visits;

    public VisitCalendar(int scale, ulong seed)
    {
        visits = [.. Enumerable.Range(0, DayCount).Select(_ => new int[Hospital.Departments.Length])];
        for (var department = 0; department < Hospital.Departments.Length; department++)
        {
            Place(department, scale, new(seed, Purpose.Calendar, department));
        }
    }

    public static int DayCount => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Visits by department on a day, counted from the first day.</summary>
    public ReadOnlySpan<int> On(int day) => visits[day];

    private void Place(int department, int scale, RandomStream random)
    {
        var upTo = new long[DayCount];
        var sum = 0L;
        for (var day = 0; day < DayCount; day++)
        {
            upTo[day] = sum += Weight(department, First.AddDays(day));
        }

        var count = Hospital.Departments[department].Visits * scale;
        for (var visit = 0; visit < count; visit++)
        {
            var place = visit + (random.Unit() * Scatter * scale);
            var target = (long)((place < count ? place : place - count) / count * sum);
            var found = Array.BinarySearch(upTo, target + 1);
            visits[found < 0 ? ~found : found][department]++;
        }

        if (department == Hospital.Emergency)
        {
            Open(0, 1);
            Open(DayCount - 1, DayCount - 2);
        }
    }

    /// <summary>The first and the last day are those of the data, so each has at least one visit.</summary>
    private void Open(int day, int donor)
    {
        while (visits[day][Hospital.Emergency] == 0)
        {
            if (visits[donor][Hospital.Emergency] > 0)
            {
                visits[donor][Hospital.Emergency]--;
                visits[day][Hospital.Emergency]++;
            }

            donor += day == 0 ? 1 : -1;
        }
    }

    private static long Weight(int department, DateOnly date)
    {
        var emergency = department == Hospital.Emergency;
        var weekday = (emergency ? EmergencyWeekdayShape : WeekdayShape)[(int)date.DayOfWeek];
        var christmas = !emergency && date is { Month: 12, Day: >= 24 } or { Month: 1, Day: 1 };
        var outbreak = department == Hospital.Respiratory && date >= Outbreak;
        return (long)weekday * MonthShape[date.Month - 1] * (christmas ? 45 : 100) * (outbreak ? 250 : 100);
    }
}
