using HealthDashboard.Gold;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class PeriodsTests
{
    private static readonly DateOnly Monday = new(2025, 3, 3);

    /// <summary>Ten weeks from Monday, 3 March 2025; the last has three days.</summary>
    private static readonly (DateOnly First, DateOnly Last) Data = (Monday, Monday.AddDays(65));

    [Fact]
    public void Weeks_that_data_or_filter_cut_are_kept_apart()
    {
        var periods = Of(Weeks(10), Scopes.Everything with { From = Monday.AddDays(2) }, Grouping.Week);

        Assert.Equal(Enumerable.Range(1, 8).Select(week => Monday.AddDays(7 * week)), periods.Complete.Select(period => period.Start));
        Assert.Equal([(Monday, Monday.AddDays(2), 5), (Monday.AddDays(63), Monday.AddDays(63), 3)], periods.Apart.Select(period => (period.Start, period.From, period.Days)));
    }

    [Fact]
    public void Four_weeks_are_counted_backwards_from_the_last_complete_one_and_what_is_left_over_is_kept_apart()
    {
        var periods = Of(Weeks(10), Scopes.Everything, Grouping.FourWeeks);

        Assert.Equal([(Monday.AddDays(7), Monday.AddDays(34)), (Monday.AddDays(35), Monday.AddDays(62))], periods.Complete.Select(period => (period.From, period.To)));
        Assert.Equal([2 + 3 + 4 + 5, 6 + 7 + 8 + 9], periods.Complete.Select(period => period.Sums.Visits));
        Assert.Equal([7, 3], periods.Apart.Select(period => period.Days));
    }

    [Fact]
    public void A_rate_of_several_weeks_is_made_of_the_sums_of_its_parts()
    {
        WeekSums[] weeks = [new(Monday, new Sums(1, 1, 100, 1, 1)), new(Monday.AddDays(7), new Sums(9, 3, 900, 1, 9)), new(Monday.AddDays(14), default), new(Monday.AddDays(21), default)];

        var periods = Periods.Of(weeks, Scopes.Everything, (Monday, Monday.AddDays(27)), Grouping.FourWeeks);

        var period = Assert.Single(periods.Complete);
        Assert.Equal(0.2, SignalMeasure.FollowUpRate.Value(period.Sums));
        Assert.Equal(2.5, SignalMeasure.CostPerTreatment.Value(period.Sums));
    }

    [Fact]
    public void A_department_without_visits_any_more_goes_on_and_one_that_was_not_there_yet_does_not_begin()
    {
        var periods = Of(Weeks(6).Skip(2), Scopes.Everything, Grouping.Week);

        Assert.Equal([3, 4, 5, 6, 0, 0, 0], periods.Complete.Select(period => period.Sums.Visits));
        Assert.Null(SignalMeasure.CostPerTreatment.Value(periods.Complete[^1].Sums));
    }

    [Fact]
    public void Nothing_in_scope_has_no_periods()
    {
        Assert.Empty(Of([], Scopes.Everything, Grouping.Week).Complete);
        Assert.Empty(Of(Weeks(3), Scopes.Everything with { From = Monday.AddDays(400) }, Grouping.Week).Complete);
    }

    private static Periods Of(IEnumerable<WeekSums> weeks, Scope scope, Grouping by) => Periods.Of(weeks, scope, Data, by);

    /// <summary>One visit in the first week, one more in each.</summary>
    private static IEnumerable<WeekSums> Weeks(int count) =>
        Enumerable.Range(0, count).Select(week => new WeekSums(Monday.AddDays(7 * week), new Sums(week + 1, 0, 0, 0, 0)));
}
