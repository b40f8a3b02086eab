using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class GoldPageTests(DashboardBrowser browser)
{
    private const int PageSize = 25;

    [Theory]
    [MemberData(nameof(Shown.Views), MemberType = typeof(Shown))]
    public async Task Every_view_shows_its_chart_and_its_rows_and_the_browser_has_nothing_to_complain(string name)
    {
        var view = Shown.View(name);
        // A table of weeks begins with the newest, the bare export with the oldest.
        var order = view.Keys.Any(key => key.Kind == ColumnKind.Period) ? "?sort=-week" : "";
        var csv = await browser.CsvAsync($"/gold/{name}.csv{order}");
        await using var page = await browser.OpenAsync($"/gold/{name}", still: false);

        await page.DrawnAsync();
        await page.ShowsRowsAsync([.. Shown.Rows(view, csv).Take(PageSize)]);
        var (mark, count) = Marks(view.Chart.Kind, csv.Records.Count);
        var marks = await page.Page.Locator($"figure.chart svg {mark}").CountAsync();
        Assert.True(marks >= count, $"{marks} marks, expected {count}");
        await Assertions.Expect(page.Page.Locator(".pager")).ToContainTextAsync($"1–{Math.Min(PageSize, csv.Records.Count)} of {csv.Records.Count:N0} {view.Rows}");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_navigation_leads_to_every_view_and_carries_the_filter_along()
    {
        await using var page = await browser.OpenAsync("/?department=Cardiology");

        var links = await page.Page.Locator("#views a[href^='gold/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.Equal(Shown.Views.Select(row => $"gold/{row.Data}?department=Cardiology").Order(), links.Order());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("/", 1)]
    [InlineData("/departments/Cardiology", 3)]
    [InlineData("/doctors/D001", 2)]
    [InlineData("/patients/P0001", 0)]
    [InlineData("/pipeline", 0)]
    [InlineData("/cost-change", 2)]
    [InlineData("/passport/follow_up_summary/follow_up_rate?row=Cardiology", 0)]
    public async Task The_other_pages_show_their_charts_and_the_browser_has_nothing_to_complain(string address, int charts)
    {
        await using var page = await browser.OpenAsync(address, still: false);

        await page.DrawnAsync();
        Assert.Equal(charts, await page.Page.Locator("figure.chart").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task An_unknown_department_is_told_and_everything_is_shown_instead()
    {
        await using var page = await browser.OpenAsync("/gold/insurance_summary?department=Alchemy");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is no department “Alchemy”." })).ToBeVisibleAsync();
        await page.ShowsRowsAsync(Shown.Rows(Shown.View("insurance_summary"), await browser.CsvAsync("/gold/insurance_summary.csv")));
        await page.DrawnAsync();
    }

    [Fact]
    public async Task Another_measure_is_drawn_when_it_is_chosen_and_stays_in_the_address()
    {
        await using var page = await browser.OpenAsync("/gold/department_treatment_summary");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Cost per treatment", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(".apexcharts-datalabel").First).ToBeAttachedAsync();
        await Assertions.Expect(page.Page.Locator("#chart")).ToHaveTextAsync("Cost per treatment by department");
        Assert.Equal("/gold/department_treatment_summary?measure=avg_cost", page.Address);
        await page.DrawnAsync();
    }

    /// <summary>What is drawn for how many rows; lines and scatters draw a marker more for the one that is pointed at.</summary>
    private static (string Mark, int Count) Marks(ChartKind kind, int rows) => kind switch
    {
        ChartKind.Bars => (".apexcharts-bar-area", Math.Min(20, rows)),
        ChartKind.Columns => (".apexcharts-bar-area", rows),
        ChartKind.Donut => (".apexcharts-pie-area", rows),
        ChartKind.Treemap => (".apexcharts-treemap-rect", rows),
        ChartKind.HeatMap => (".apexcharts-heatmap-rect", rows),
        ChartKind.Box => (".apexcharts-boxPlot-area", rows * 2),
        _ => (".apexcharts-marker:not(.apexcharts-legend-marker)", rows),
    };
}
