using System.Globalization;
using CsCheck;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class CalendarPeriodTests
{
    [Theory]
    [InlineData(TimeGrain.Week, "2021-01-03", "2020-12-28", "2021-01-03", "2020-W53")]
    [InlineData(TimeGrain.Week, "2024-12-30", "2024-12-30", "2025-01-05", "2025-W01")]
    [InlineData(TimeGrain.Month, "2024-02-29", "2024-02-01", "2024-02-29", "2024-02")]
    [InlineData(TimeGrain.Month, "2025-02-01", "2025-02-01", "2025-02-28", "2025-02")]
    [InlineData(TimeGrain.Month, "1900-02-10", "1900-02-01", "1900-02-28", "1900-02")]
    [InlineData(TimeGrain.Month, "2025-12-31", "2025-12-01", "2025-12-31", "2025-12")]
    [InlineData(TimeGrain.Quarter, "2025-03-31", "2025-01-01", "2025-03-31", "2025-Q1")]
    [InlineData(TimeGrain.Quarter, "2025-04-01", "2025-04-01", "2025-06-30", "2025-Q2")]
    [InlineData(TimeGrain.Quarter, "2025-12-31", "2025-10-01", "2025-12-31", "2025-Q4")]
    [InlineData(TimeGrain.Year, "2024-12-30", "2024-01-01", "2024-12-31", "2024")]
    [InlineData(TimeGrain.Year, "0001-01-01", "0001-01-01", "0001-12-31", "0001")]
    [InlineData(TimeGrain.Year, "9999-12-31", "9999-01-01", "9999-12-31", "9999")]
    [InlineData(TimeGrain.Week, "9999-12-31", "9999-12-27", "9999-12-31", "9999-W52")]
    public void A_day_lies_in_one_period_with_a_first_a_last_day_and_a_label(TimeGrain grain, string day, string first, string last, string label)
    {
        var period = CalendarPeriod.Of(grain, Day(day));

        Assert.Equal((Day(first), Day(last), label), (period.First, period.Last, period.Label));
    }

    [Theory]
    [InlineData(TimeGrain.Month, "2024-02-01", 29)]
    [InlineData(TimeGrain.Quarter, "2024-01-01", 91)]
    [InlineData(TimeGrain.Quarter, "2025-01-01", 90)]
    [InlineData(TimeGrain.Year, "2024-01-01", 366)]
    [InlineData(TimeGrain.Year, "2100-01-01", 365)]
    [InlineData(TimeGrain.Week, "2024-12-30", 7)]
    public void It_has_as_many_days_as_the_calendar_says(TimeGrain grain, string first, int days) => Assert.Equal(days, new CalendarPeriod(grain, Day(first)).Days);

    [Theory]
    [InlineData(TimeGrain.Month, "2025-01-01", -12, "2024-01-01")]
    [InlineData(TimeGrain.Quarter, "2025-01-01", -1, "2024-10-01")]
    [InlineData(TimeGrain.Week, "2020-12-28", 1, "2021-01-04")]
    [InlineData(TimeGrain.Year, "0001-01-01", -3, "0001-01-01")]
    [InlineData(TimeGrain.Month, "9999-12-01", int.MaxValue, "9999-12-01")]
    [InlineData(TimeGrain.Week, "9999-12-27", 1, "9999-12-27")]
    public void A_later_or_earlier_one_lies_as_many_periods_away_and_within_the_calendar(TimeGrain grain, string first, int periods, string found) =>
        Assert.Equal(Day(found), new CalendarPeriod(grain, Day(first)).Later(periods).First);

    [Fact]
    public void Periods_follow_each_other_without_a_gap() => Gen.Select(Gen.Enum<TimeGrain>(), Gen.Int[0, 3_500_000], Gen.Int[0, 3000]).Sample((grain, start, length) =>
    {
        var (first, last) = (DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(start + length));
        var periods = CalendarPeriod.Between(grain, first, last).ToList();

        Assert.Equal(CalendarPeriod.Count(grain, first, last), periods.Count);
        Assert.True(periods[0].First <= first && last <= periods[^1].Last);
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal((pair.First.Last.AddDays(1), pair.Second), (pair.Second.First, pair.First.Later(1))));
        Assert.All(periods, period => Assert.Equal(period, CalendarPeriod.Of(grain, period.Last)));
    }, iter: 300, threads: 1);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
