using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class ControlChartTests(DashboardBrowser browser)
{
    private const string Department = "/departments/Respiratory%20Medicine";

    [Fact]
    public async Task The_lines_and_the_shape_of_each_rule_are_drawn_and_named()
    {
        await using var page = await browser.OpenAsync(Department);
        await page.DrawnAsync();
        var chart = page.Page.Locator("section[aria-labelledby=signals] figure.chart");

        await Assertions.Expect(chart.Locator(".apexcharts-legend-text")).ToHaveTextAsync(["Visits", "Incomplete period", "Beyond a limit", "Seven or more on one side"]);
        Assert.Equal(["mean 8.8", "upper limit 14.6", "lower limit 3.1"], await chart.Locator(".apexcharts-yaxis-annotations text").EvaluateAllAsync<string[]>("texts => texts.map(text => text.textContent).filter(text => text)"));
        var marks = await chart.Locator(".apexcharts-series-markers .apexcharts-marker").EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.getAttribute('shape'))");
        Assert.Equal(["diamond", "diamond", "diamond", "star"], marks.Where(shape => shape != "circle").Order());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_mark_of_the_matrix_leads_to_its_chart_and_single_weeks_are_a_click_away()
    {
        await using var page = await browser.OpenAsync("/");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Respiratory Medicine, Cost: above the upper limit" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#signals")).ToHaveTextAsync("Cost by four weeks");
        await page.Page.Locator("section[aria-labelledby=signals]").GetByRole(AriaRole.Link, new() { Name = "Single weeks" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("#signals")).ToHaveTextAsync("Cost by week");
        Assert.Equal($"{Department}?measure=total_cost&by=week", page.Address);
        await page.DrawnAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_signals_can_be_had_as_CSV_under_the_filter()
    {
        var csv = await browser.CsvAsync("/signals.csv?department=Cardiology&to=2025-10-31");

        Assert.Equal(Enumerable.Repeat("Cardiology", 5), csv.Column("department"));
        Assert.Equal(Enumerable.Repeat("2025-10-26", 5), csv.Column("period_to"));
        using var unknown = await browser.Http.GetAsync(new Uri("/signals.csv?department=Alchemy", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, unknown.StatusCode);
    }
}
