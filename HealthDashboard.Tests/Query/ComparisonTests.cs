using HealthDashboard.Query;

namespace HealthDashboard.Tests.Query;

public sealed class ComparisonTests
{
    private static readonly (DateOnly, DateOnly) Data = (new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 17));

    [Fact]
    public void The_last_four_complete_weeks_are_compared_with_the_four_before()
    {
        var comparison = Comparison.Of(Scope.Everything, Data, ComparedWith.Before)!;

        Assert.Equal(Period("2025-11-17", "2025-12-14"), comparison.Now);
        Assert.Equal(Period("2025-10-20", "2025-11-16"), comparison.Then);
    }

    [Fact]
    public void A_year_earlier_is_52_weeks_so_that_weekdays_agree()
    {
        var comparison = Comparison.Of(Scope.Everything, Data, ComparedWith.YearEarlier)!;

        Assert.Equal(Period("2024-11-18", "2024-12-15"), comparison.Then);
        Assert.Equal(DayOfWeek.Monday, comparison.Then.From!.Value.DayOfWeek);
    }

    [Fact]
    public void The_filter_stays_and_a_week_that_is_cut_is_left_out()
    {
        var scope = new Scope { Department = "Cardiology", To = new DateOnly(2025, 6, 20) };

        var comparison = Comparison.Of(scope, Data, ComparedWith.Before)!;

        Assert.Equal(Period("2025-05-19", "2025-06-15") with { Department = "Cardiology" }, comparison.Now);
    }

    [Theory]
    [InlineData("2025-11-01", null, ComparedWith.Before)]
    [InlineData("2025-12-01", null, ComparedWith.YearEarlier)]
    [InlineData(null, "2024-02-01", ComparedWith.Before)]
    [InlineData(null, "2024-11-30", ComparedWith.YearEarlier)]
    public void Without_enough_complete_weeks_there_is_nothing_to_compare(string? from, string? to, ComparedWith with) =>
        Assert.Null(Comparison.Of(new Scope { From = Date(from), To = Date(to) }, Data, with));

    private static Scope Period(string from, string to) => new() { From = Date(from), To = Date(to) };

    private static DateOnly? Date(string? iso) => iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
