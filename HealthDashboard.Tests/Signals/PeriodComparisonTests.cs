using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class PeriodComparisonTests
{
    /// <summary>From a Monday to a Wednesday.</summary>
    private static readonly (DateOnly, DateOnly) Data = (new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 17));

    [Fact]
    public void Unasked_the_last_quarter_of_complete_weeks_is_compared_with_the_one_before()
    {
        var weeks = PeriodComparison.Of(Scopes.Everything, Data, ComparedWith.Before)!;

        Assert.Equal((Period("2025-06-16", "2025-09-14"), Period("2025-09-15", "2025-12-14"), 13, true), (weeks.Before, weeks.After, weeks.Weeks, weeks.IsWhole));
    }

    [Fact]
    public void Where_the_data_hold_no_two_quarters_four_weeks_are_compared()
    {
        var weeks = PeriodComparison.Of(Scopes.Everything, (new DateOnly(2025, 6, 23), new DateOnly(2025, 12, 17)), ComparedWith.Before)!;

        Assert.Equal((Period("2025-10-20", "2025-11-16"), Period("2025-11-17", "2025-12-14"), 4, true), (weeks.Before, weeks.After, weeks.Weeks, weeks.IsWhole));
    }

    [Fact]
    public void A_year_earlier_is_52_weeks_so_that_weekdays_agree()
    {
        var weeks = PeriodComparison.Of(Scopes.Everything, Data, ComparedWith.YearEarlier)!;

        Assert.Equal(Period("2024-09-16", "2024-12-15"), weeks.Before);
        Assert.Equal(DayOfWeek.Monday, weeks.Before.From!.Value.DayOfWeek);
    }

    /// <summary>In four weeks a doctor has a visit or two.</summary>
    [Fact]
    public void Of_a_doctor_half_a_year_is_compared()
    {
        var weeks = PeriodComparison.Of(Scopes.Everything with { DoctorId = "D1" }, Data, ComparedWith.Before)!;

        Assert.Equal((26, new DateOnly(2025, 6, 16), new DateOnly(2024, 12, 16)), (weeks.Weeks, weeks.After.From!.Value, weeks.Before.From!.Value));
    }

    [Fact]
    public void The_filter_stays_and_a_week_that_is_cut_is_left_out()
    {
        var weeks = PeriodComparison.Of(Scopes.Everything with { Department = "Cardiology", To = new DateOnly(2025, 6, 20) }, Data, ComparedWith.Before)!;

        Assert.Equal(Period("2025-03-17", "2025-06-15") with { Department = "Cardiology" }, weeks.After);
    }

    [Theory]
    [InlineData("2025-09-15", "2025-12-14", ComparedWith.Before, "2025-06-16", "2025-09-14", 13, true)]
    [InlineData("2025-09-15", "2025-12-14", ComparedWith.YearEarlier, "2024-09-16", "2024-12-15", 13, true)]
    [InlineData("2025-09-17", "2025-12-19", ComparedWith.Before, "2025-06-30", "2025-09-21", 12, false)]
    public void The_earlier_period_has_as_many_complete_weeks(string from, string to, ComparedWith with, string before, string until, int count, bool whole)
    {
        var weeks = PeriodComparison.Of(Period(from, to), Data, with)!;

        Assert.Equal((Period(before, until), count, whole), (weeks.Before, weeks.Weeks, weeks.IsWhole));
        Assert.Equal(weeks.After.To!.Value.DayNumber - weeks.After.From!.Value.DayNumber, weeks.Before.To!.Value.DayNumber - weeks.Before.From!.Value.DayNumber);
        Assert.Equal(DayOfWeek.Monday, weeks.After.From!.Value.DayOfWeek);
    }

    [Fact]
    public void The_earlier_weeks_may_start_wherever_they_do_not_overlap()
    {
        var scope = Period("2025-11-17", "2025-12-14") with { Department = "Cardiology" };

        var weeks = PeriodComparison.Of(scope, Data, ComparedWith.Before, then: new DateOnly(2024, 6, 3))!;

        Assert.Equal(Period("2024-06-03", "2024-06-30") with { Department = "Cardiology" }, weeks.Before);
        Assert.Null(PeriodComparison.Of(scope, Data, ComparedWith.Before, then: new DateOnly(2025, 10, 27)));
    }

    [Theory]
    [InlineData("2024-01-01", "2024-02-04")]
    [InlineData("2025-11-18", "2025-11-22")]
    [InlineData("2026-01-01", "2026-02-01")]
    [InlineData("2025-12-01", "2025-12-14", ComparedWith.Before, false)]
    [InlineData("2024-12-01", "2025-12-14", ComparedWith.YearEarlier)]
    public void Without_weeks_to_compare_there_is_nothing(string from, string to, ComparedWith with = ComparedWith.Before, bool nothing = true) =>
        Assert.Equal(nothing, PeriodComparison.Of(Period(from, to), Data, with) is null);

    [Fact]
    public void A_day_in_the_address_stands_for_its_week_and_anything_else_is_told()
    {
        Assert.Equal(new DateOnly(2024, 6, 3), PeriodComparison.ReadThen(_ => "2024-06-06"));
        Assert.Null(PeriodComparison.ReadThen(_ => ""));
        Assert.Contains("then=soon is not a date", Assert.Throws<UnusableFilterException>(() => PeriodComparison.ReadThen(_ => "soon")).Message, StringComparison.Ordinal);
    }

    private static Scope Period(string from, string to) => Scopes.Everything with { From = Date(from), To = Date(to) };

    private static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
