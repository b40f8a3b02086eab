using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Charts;

/// <summary>The sample has 103 weeks, from Monday 2024-01-01.</summary>
public sealed class SignalChartTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData(null, "2025-10-13", "2025-12-15")] // The latest.
    [InlineData("2024-06-05", "2024-04-29", "2024-07-01")] // Around the week of 3 June.
    [InlineData("2024-01-01", "2024-01-01", "2024-03-04")] // There is nothing before the first.
    [InlineData("2031-01-01", "2025-10-13", "2025-12-15")]
    public async Task Of_a_long_history_some_points_are_drawn_and_it_says_so(string? around, string first, string last)
    {
        var chart = await SignalReader.ChartAsync(sample.Warehouse.Reader, sample.Warehouse.Snapshot, Scopes.Everything, SignalMeasure.Cost, Grouping.Week);

        var (ten, all) = (SignalChart.Of(chart, new DisplayOptions(), most: 10, around: around is null ? null : DateOnly.ParseExact(around, "yyyy-MM-dd", null)), SignalChart.Of(chart, new DisplayOptions()));

        Assert.Equal((10, first, last), (ten.Labels.Count, ten.Labels[0], ten.Labels[^1]));
        Assert.All(ten.Series, series => Assert.Equal(10, series.Values.Count));
        Assert.Contains($"10 of {all.Labels.Count} points", ten.Note, StringComparison.Ordinal);
        Assert.Equal("", all.Note);
        Assert.Equal(all.Lines, ten.Lines);
    }
}
