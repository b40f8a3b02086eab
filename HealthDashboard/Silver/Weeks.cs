using System.Globalization;

namespace HealthDashboard.Silver;

/// <summary>ISO 8601 weeks: Monday to Sunday, the first one of a year holds its first Thursday.</summary>
public static class Weeks
{
    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>The label of the week that starts on <paramref name="monday"/>, such as <c>2025-W01</c>.</summary>
    public static string Label(DateOnly monday)
    {
        var day = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):D4}-W{ISOWeek.GetWeekOfYear(day):D2}");
    }
}
