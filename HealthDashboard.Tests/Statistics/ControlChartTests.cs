using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

/// <summary>Published numbers are those of the NHSRplotthedots vignette and its tests.</summary>
public sealed class ControlChartTests
{
    private static readonly double[] OneJump = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

    [Fact]
    public void Limits_leave_out_changes_that_are_out_of_the_ordinary()
    {
        var chart = Chart(OneJump);

        Assert.Equal(1.94, chart.Mean, 2);
        Assert.Equal(4.60, chart.Upper!.Value, 2);
        Assert.Equal(-0.72, chart.Mean - (2.66 * chart.Range), 2);
        Assert.Equal((-3.06, 6.95), (Math.Round(chart.Mean - (2.66 * chart.RangeOfAll), 2), Math.Round(chart.Mean + (2.66 * chart.RangeOfAll), 2)));
        Assert.Equal([4], Marked(chart));
        Assert.Equal(new Signal(SignalRule.Outside, Direction.Up), chart.Signals[4]);
    }

    [Fact]
    public void Inner_limits_are_two_thirds_of_the_way()
    {
        var chart = Chart([.. OneJump.Select(value => value + 100)]);

        Assert.Equal((chart.Upper!.Value - chart.Mean) * 2 / 3, chart.InnerUpper!.Value - chart.Mean, 1e-9);
        Assert.Equal((chart.Mean - chart.Lower!.Value) * 2 / 3, chart.Mean - chart.InnerLower!.Value, 1e-9);
    }

    [Fact]
    public void There_is_no_limit_where_the_measure_cannot_go()
    {
        var counts = Chart(OneJump);
        var rates = ControlChart.Of([.. Enumerable.Range(0, 12).Select(i => (double?)(i % 2 == 0 ? 0.8 : 1))], ceiling: 1)!;

        Assert.Null(counts.Lower);
        Assert.NotNull(counts.InnerLower);
        Assert.Null(rates.Upper);
        Assert.Null(rates.InnerUpper);
        Assert.NotNull(rates.Lower);
    }

    [Fact]
    public void The_seventh_point_in_a_row_on_one_side_is_marked_and_those_after_it()
    {
        var signals = SignalSearch.In([1, 1, 1, 1, 1, 1, 1, 1, -1], mean: 0, inner: 2, outer: 3);

        Assert.Equal([6, 7], Places(signals));
        Assert.Equal(new Signal(SignalRule.OneSide, Direction.Up), signals[6]);
    }

    [Fact]
    public void A_point_on_the_mean_breaks_the_run()
    {
        var signals = SignalSearch.In([2, 2, 2, 2, 1, 2, 2, 2, 0], mean: 1, inner: 10, outer: 15);

        Assert.All(signals, signal => Assert.Null(signal));
    }

    [Theory]
    [InlineData(new double[] { 2, 1, 2, 3, 4, 5, 6, 7 }, Direction.Up)]
    [InlineData(new double[] { 6, 7, 6, 5, 4, 3, 2, 1 }, Direction.Down)]
    public void The_seventh_of_points_that_each_go_the_same_way_is_a_trend(double[] values, Direction direction)
    {
        var signals = SignalSearch.In([.. values], mean: 4, inner: 100, outer: 150);

        Assert.Equal([7], Places(signals));
        Assert.Equal(new Signal(SignalRule.Trend, direction), signals[7]);
    }

    [Fact]
    public void A_standstill_breaks_a_trend() =>
        Assert.All(SignalSearch.In([1, 2, 3, 3, 4, 5, 6], mean: 3, inner: 100, outer: 150), signal => Assert.Null(signal));

    [Theory]
    [InlineData(new[] { 0, 0.5, 2.5, 0.5, 2.5, 0.5, 0 }, new[] { 2, 4 })]
    [InlineData(new[] { 0, 0.5, 2.5, 2.5, 0.5, 0, 0 }, new[] { 2, 3 })]
    [InlineData(new[] { 0, 0.5, 2.5, -0.5, 2.5, 0.5, 0 }, new int[0])]
    [InlineData(new[] { 0, 0.5, 2.5, 0.5, 0.5, 2.5, 0 }, new int[0])]
    [InlineData(new[] { 0, 0, 0, 0, 0.5, -2.5, -2.5 }, new int[0])]
    [InlineData(new[] { 0, 0, 0, 0, -0.5, -2.5, -2.5 }, new[] { 5, 6 })]
    public void Two_of_three_points_near_a_limit_are_marked_when_all_three_lie_on_that_side(double[] values, int[] marked)
    {
        var signals = SignalSearch.In([.. values], mean: 0, inner: 2, outer: 3);

        Assert.Equal(marked, Places(signals));
        Assert.All(marked, place => Assert.Equal(SignalRule.TwoOfThree, signals[place]!.Value.Rule));
    }

    [Fact]
    public void The_first_rule_that_holds_is_named()
    {
        var signals = SignalSearch.In([0.1, 0.2, 0.3, 0.4, 0.5, 2.3, 2.4, 2.5, 4], mean: 0, inner: 2, outer: 3);

        Assert.Equal([SignalRule.TwoOfThree, SignalRule.Trend, SignalRule.Trend, SignalRule.Outside], signals.OfType<Signal>().Select(signal => signal.Rule));
        Assert.Equal([5, 6, 7, 8], Places(signals));
    }

    [Fact]
    public void Fewer_than_seven_points_make_no_chart_and_fewer_than_twelve_trial_limits()
    {
        Assert.Null(ControlChart.Of([1, 2, 1, 2, 1, 2, null]));
        Assert.True(Chart([1, 2, 1, 2, 1, 2, 1]).IsTrial);
        Assert.True(ControlChart.Of([.. OneJump.Take(11), null])!.IsTrial);
        Assert.False(Chart(OneJump[..12]).IsTrial);
    }

    [Fact]
    public void A_missing_period_is_no_point_and_is_bridged()
    {
        var chart = ControlChart.Of([2, 4, 2, 4, null, 50, 52, 50, 52])!;
        var run = SignalSearch.In([2, 2, 2, 2, null, 2, 2, 2], mean: 1, inner: 10, outer: 15);
        var trend = SignalSearch.In([1, 2, 3, 4, null, 5, 6, 7, 8], mean: 0.5, inner: 100, outer: 150);

        Assert.Equal((46 + (6 * 2)) / 7.0, chart.RangeOfAll, 1e-9);
        Assert.Equal(27, chart.Mean);
        Assert.Null(chart.Signals[4]);
        Assert.Equal([7], Places(run));
        Assert.Equal([7, 8], Places(trend));
    }

    [Fact]
    public void Values_in_every_other_period_are_as_many_points_as_there_are_values()
    {
        var chart = ControlChart.Of([1, null, 2, null, 1, null, 2, null, 1, null, 2, null, 9])!;

        Assert.Equal((18 / 7.0, 2.0, true), (chart.Mean, chart.RangeOfAll, chart.IsTrial));
        Assert.Equal([12], Marked(chart));
        Assert.Equal(1, chart.Run([1, null, 2, null, 1, null, 2, null, 1, null, 2, null, 9], 12));
    }

    [Fact]
    public void Values_that_never_change_are_no_signal() =>
        Assert.All(Chart([.. Enumerable.Repeat(0.1, 30)]).Signals, signal => Assert.Null(signal));

    /// <summary>All changes that are left after screening are 0, and limits made of them would have every point outside.</summary>
    [Fact]
    public void One_value_among_many_that_are_alike_puts_none_of_them_outside()
    {
        double[] values = [.. Enumerable.Repeat(0.0, 15), 1, .. Enumerable.Repeat(0.0, 15)];

        var chart = Chart(values);

        Assert.Equal((2 / 30.0, 2 / 30.0), (chart.Range, chart.RangeOfAll));
        Assert.Equal([15], chart.Signals.Index().Where(each => each.Item?.Rule == SignalRule.Outside).Select(each => each.Index));
    }

    [Fact]
    public void Only_the_last_point_is_the_latest_signal()
    {
        Assert.Null(Chart(OneJump).Latest);
        Assert.Equal(new Signal(SignalRule.Outside, Direction.Up), Chart([.. OneJump, 20]).Latest);
    }

    private static ControlChart Chart(double[] values) => ControlChart.Of([.. values])!;

    private static int[] Marked(ControlChart chart) => Places(chart.Signals);

    private static int[] Places(IReadOnlyList<Signal?> signals) => [.. Enumerable.Range(0, signals.Count).Where(place => signals[place] is not null)];
}
