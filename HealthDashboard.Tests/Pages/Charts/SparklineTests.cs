using Bunit;
using HealthDashboard.Pages.Charts;

namespace HealthDashboard.Tests.Pages.Charts;

public sealed class SparklineTests
{
    [Theory]
    [InlineData(new[] { 0, 2, 1 }, "M0,23L50,1L100,12", "")]
    [InlineData(new[] { 2, -1, 2, 2 }, "M0,1M66.7,1L100,1", "M0,1h0")]
    [InlineData(new[] { -1, 0, -1, 2 }, "M33.3,23M100,1", "M33.3,23h0M100,1h0")]
    public void A_week_without_a_value_is_a_gap_and_one_between_gaps_a_dot(int[] weeks, string lines, string dots)
    {
        using var context = new BunitContext();

        var cut = context.Render<Sparkline>(parameters => parameters.Add(line => line.Values, [.. weeks.Select(week => week < 0 ? (decimal?)null : week)]));

        Assert.Equal([lines, dots], cut.FindAll("path").Select(path => path.GetAttribute("d")));
    }
}
