using Bunit;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Overview;

public sealed class TrendTileTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("/?share=safe", "Cost")]
    [InlineData("/?share=safe&measure=num_visits", "Visits")]
    [InlineData("/", "Cost")]
    public async Task The_weeks_are_of_the_measure_that_is_chosen_in_share_safe_mode_too(string address, string measure)
    {
        await using var context = new PageContext(sample.Warehouse);

        var tile = context.Visit<OverviewPage>(address).FindComponent<TrendTile>();

        Assert.Equal(measure + " per week", tile.Find("h2 a").TextContent.Trim());
        Assert.Equal(measure, tile.FindComponent<ChartView>().Instance.Model.YTitle);
        Assert.Empty(tile.FindAll("section section"));
    }
}
