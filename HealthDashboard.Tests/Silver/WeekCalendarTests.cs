using System.Globalization;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class WeekCalendarTests
{
    [Theory]
    [InlineData("2025-03-03", "2025-03-03", "2025-03-03")]
    [InlineData("2020-03-03 2025-03-03", "2020-03-03", "2025-03-03")]
    [InlineData("2020-03-02 2025-03-03", "2025-03-03", "2025-03-03")]
    [InlineData("1950-01-01 2024-01-01 2025-03-03", "2024-01-01", "2025-03-03")]
    [InlineData("2012-01-01 2013-01-01 2025-03-03", "2012-01-01", "2013-01-01")]
    [InlineData("1904-01-01 1950-01-01 2025-03-03 2026-03-03", "2025-03-03", "2026-03-03")]
    [InlineData("2008-02-29 2013-02-28", "2008-02-29", "2013-02-28")]
    public void A_date_with_more_than_five_empty_years_between_it_and_the_others_lies_outside(string days, string first, string last) =>
        Assert.Equal(new WeekCalendar(Day(first), Day(last)), WeekCalendar.Of(days.Split(' ').Select(day => (Day(day), 1))));

    [Fact]
    public void Of_two_lonely_days_that_with_more_visits_counts() =>
        Assert.Equal(Day("2010-01-01"), WeekCalendar.Of([(Day("2010-01-01"), 3), (Day("2025-01-01"), 2)]).First);

    [Theory]
    [InlineData(30, 1, "2000-01-01")]
    [InlineData(29, 1, "2020-01-01")]
    [InlineData(1, 900, "2020-01-01")]
    public void A_tenth_of_the_visits_on_many_days_is_another_time_of_the_hospital_and_stays(int days, int visitsADay, string first)
    {
        var old = Enumerable.Range(0, days).Select(day => (Day("2000-01-01").AddDays(day), visitsADay));
        var recent = Enumerable.Range(0, 270).Select(day => (Day("2020-01-01").AddDays(day), 1));

        Assert.Equal(Day(first), WeekCalendar.Of(old.Concat(visitsADay > 1 ? recent.Select(day => (day.Item1, 4)) : recent)).First);
    }

    [Fact]
    public void Weeks_outside_have_no_Monday_and_no_row()
    {
        var calendar = new WeekCalendar(Day("2025-03-05"), Day("2025-03-12"));

        Assert.Null(calendar.WeekOf(Day("1999-01-01")));
        Assert.Equal(Day("2025-03-03"), calendar.WeekOf(Day("2025-03-05")));
        Assert.Equal([("2025-03-03", 5L), ("2025-03-10", 3L)], calendar.AllWeeks().Select(week => (week.Week, week.Days)));
    }

    [Fact]
    public void Without_visits_there_are_no_weeks() => Assert.Empty(WeekCalendar.Of([]).AllWeeks());

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
