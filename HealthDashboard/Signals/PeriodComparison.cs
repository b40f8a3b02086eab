using HealthDashboard.Gold;
using HealthDashboard.Query;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Signals;

/// <summary>
/// Two stretches of equally many complete weeks: those of the filter's period, or the last few, and earlier ones. A week is
/// complete when all its days lie in the data and in the period.
/// </summary>
/// <param name="IsWhole">Whether these are all the days of the period that was asked for.</param>
public sealed record PeriodComparison(Scope Before, Scope After, int Weeks, bool IsWhole)
{
    public const string Then = "then";

    private const int DaysOfWeek = 7;

    /// <summary>A doctor has a visit or two in four weeks, which says nothing.</summary>
    private const int WeeksOfDoctor = 26;

    private const int WeeksOfQuarter = 13;

    private const int DaysOfYear = 52 * DaysOfWeek;

    /// <summary>Whether the later weeks begin where the earlier ones end.</summary>
    public bool IsUnbroken => Before.To!.Value.AddDays(1) == After.From;

    /// <summary>What an address asks for: <c>from</c> and <c>to</c> are the later weeks; <c>then</c> is a day of the week the earlier ones start with, or <c>compare=year</c>.</summary>
    /// <returns>Null where the data does not hold the weeks, or they overlap.</returns>
    /// <exception cref="UnusableFilterException">What is asked for is not understood.</exception>
    public static PeriodComparison? Read(Func<string, StringValues> query, Scope scope, (DateOnly First, DateOnly Last) data) =>
        Of(scope, data, AddressQuery.ReadComparedWith(query), ReadThen(query));

    /// <summary>How many weeks are compared where no period is asked for: a quarter of a year, or four weeks where the data holds no two quarters.</summary>
    public static int Usual(Scope scope, (DateOnly First, DateOnly Last) data) => scope.DoctorId is not null ? WeeksOfDoctor
        : Last(data, 2 * WeeksOfQuarter).From >= data.First ? WeeksOfQuarter
        : EarlierPeriod.Length;

    /// <param name="then">The Monday the earlier weeks start with; null for what <paramref name="with"/> says.</param>
    public static PeriodComparison? Of(Scope scope, (DateOnly First, DateOnly Last) data, ComparedWith with, DateOnly? then = null)
    {
        var first = scope.From > data.First ? scope.From.Value : data.First;
        var last = scope.To < data.Last ? scope.To.Value : data.Last;
        var end = Silver.Weeks.LastSunday(last);
        var start = scope.From is null ? Silver.Weeks.Later(end, 1 - (Usual(scope, data) * DaysOfWeek)) : Silver.Weeks.MondayOf(Silver.Weeks.Later(first, DaysOfWeek - 1));
        var days = end.DayNumber - start.DayNumber + 1;
        var before = then ?? Silver.Weeks.Later(start, with == ComparedWith.YearEarlier ? -DaysOfYear : -days);
        if (days <= 0 || start < data.First || before < data.First || before.DayNumber + days > start.DayNumber)
            return null;
        return new PeriodComparison(
            scope with { From = before, To = before.AddDays(days - 1) },
            scope with { From = start, To = end },
            days / DaysOfWeek,
            IsWhole: (scope.From is null || scope.From == start) && (scope.To is null || scope.To == end));
    }

    /// <summary>The last half year of complete weeks, in which a doctor's load says something; null where a period is asked for, or the data do not hold it.</summary>
    public static PeriodComparison? OfDoctors(Scope scope, (DateOnly First, DateOnly Last) data)
    {
        var (from, to) = Last(data, WeeksOfDoctor);
        return scope is not { From: null, To: null } || from < data.First ? null
            : new PeriodComparison(scope with { From = Silver.Weeks.Later(from, -WeeksOfDoctor * DaysOfWeek), To = Silver.Weeks.Later(from, -1) }, scope with { From = from, To = to }, WeeksOfDoctor, IsWhole: true);
    }

    /// <summary>The last so many complete weeks of the data.</summary>
    public static (DateOnly From, DateOnly To) Last((DateOnly First, DateOnly Last) data, int weeks)
    {
        var end = Silver.Weeks.LastSunday(data.Last);
        return (Silver.Weeks.Later(end, 1 - (weeks * DaysOfWeek)), end);
    }

    /// <exception cref="UnusableFilterException">It is no date.</exception>
    public static DateOnly? ReadThen(Func<string, StringValues> query) => AddressQuery.Date(query, Then) is { } date ? Silver.Weeks.MondayOf(date) : null;
}
