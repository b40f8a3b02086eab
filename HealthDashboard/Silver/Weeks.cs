using System.Globalization;
using System.Text;

namespace HealthDashboard.Silver;

/// <summary>A week of the data: its Monday, its ISO label and how many of its days the data covers.</summary>
public sealed record WeekRow(string Week, string IsoWeek, long Days);

/// <summary>ISO 8601 weeks: Monday to Sunday, the first one of a year holds its first Thursday.</summary>
public static class Weeks
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Millions of visits lie on a few hundred days.</summary>
    private static readonly string?[] Written = new string?[100_000];

    private static readonly byte[]?[] WrittenUtf8 = new byte[]?[Written.Length];

    /// <summary>A date as the database and the exports write it, such as <c>2025-03-03</c>.</summary>
    public static string Iso(DateOnly date)
    {
        var day = date.DayNumber - Earliest.DayNumber;
        return (uint)day < Written.Length ? Written[day] ??= Text() : Text();

        string Text() => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The same as UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(DateOnly date)
    {
        var day = date.DayNumber - Earliest.DayNumber;
        return (uint)day < WrittenUtf8.Length ? WrittenUtf8[day] ??= Text() : Text();

        byte[] Text() => Encoding.UTF8.GetBytes(Iso(date));
    }

    /// <summary>Reads what <see cref="Iso"/> writes. Nobody's language has a say: the calendars of some count other years.</summary>
    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day so many days later; at the ends of the calendar, which addresses may name, the first or the last day there is.</summary>
    public static DateOnly Later(DateOnly date, int days) =>
        DateOnly.FromDayNumber((int)Math.Clamp((long)date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>The last Sunday up to a day.</summary>
    public static DateOnly LastSunday(DateOnly day) => Later(MondayOf(Later(day, 1)), -1);

    /// <summary>The label of the week that starts on <paramref name="monday"/>, such as <c>2025-W01</c>.</summary>
    public static string Label(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");
    }
}
