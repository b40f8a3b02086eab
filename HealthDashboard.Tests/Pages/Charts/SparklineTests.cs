using System.Xml.Linq;
using HealthDashboard.Pages.Charts;

namespace HealthDashboard.Tests.Pages.Charts;

public sealed class SparklineTests
{
    [Theory]
    [InlineData(new[] { 0, 2, 1 }, "M0,23L50,1L100,12")]
    [InlineData(new[] { 2, -1, 2, 2 }, "M0,1h0", "M0,1M66.7,1L100,1")]
    [InlineData(new[] { -1, 0, -1, 2 }, "M33.3,23h0M100,1h0", "M33.3,23M100,1")]
    public void A_week_without_a_value_is_a_gap_and_one_between_gaps_a_dot(int[] weeks, params string[] paths)
    {
        var drawn = XElement.Parse(Sparkline.Of([.. weeks.Select(week => week < 0 ? (decimal?)null : week)]).Value);

        Assert.Equal(paths.Order(), drawn.Elements("path").Select(path => path.Attribute("d")!.Value).Order());
    }

    [Fact]
    public void One_week_has_no_shape() => Assert.Null(Sparkline.Of([1]).Value);
}
