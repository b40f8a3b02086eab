using System.Globalization;

namespace HealthDashboard.Silver;

/// <summary>A week of the data: its Monday, its ISO label and how many of its days the data covers.</summary>
public sealed record WeekRow(string Week, string IsoWeek, long Days);

/// <summary>ISO 8601 weeks: Monday to Sunday, the first one of a year holds its first Thursday.</summary>
public static class Weeks
{
    /// <summary>A date as the database and the exports write it, such as <c>2025-03-03</c>.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>The label of the week that starts on <paramref name="monday"/>, such as <c>2025-W01</c>.</summary>
    public static string Label(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");
    }
}
