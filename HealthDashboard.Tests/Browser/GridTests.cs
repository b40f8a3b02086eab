using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class GridTests(DashboardBrowser browser)
{
    [Fact]
    public async Task The_downloaded_CSV_is_the_grid_under_a_filter_a_sort_a_column_filter_and_a_search()
    {
        await using var page = await browser.OpenAsync("/gold/patient_summary?from=2024-07-01");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Cost, sort" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=-total_cost"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter columns" }).ClickAsync();
        await page.Page.GetByLabel("Visits at least").FillAsync("2");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("where="));
        await page.Page.GetByPlaceholder("Search patients").FillAsync("p02");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=p02"));

        var csv = await DownloadAsync(page);
        var shown = await AllPagesAsync(page);

        Assert.InRange(csv.Records.Count, 26, 99);
        Assert.Equal(Shown.Rows(Shown.View("patient_summary"), csv), shown);
        Assert.All(csv.Column("patient_id"), id => Assert.StartsWith("P02", id, StringComparison.Ordinal));
        Assert.All(csv.Column("total_visits"), visits => Assert.NotEqual("1", visits));
        var costs = csv.Column("total_cost").Select(cost => decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(costs.OrderDescending(), costs);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_text_column_is_filtered_by_what_it_contains_and_the_total_follows()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter columns" }).ClickAsync();
        await page.Page.GetByLabel("Home department contains").FillAsync("cardio");
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("where="));

        var csv = await DownloadAsync(page);
        await page.ShowsRowsAsync(Shown.Rows(Shown.View("doctor_performance"), csv));
        Assert.NotEmpty(csv.Records);
        Assert.All(csv.Column("department"), department => Assert.Equal("Cardiology", department));
        var visits = csv.Column("num_visits").Sum(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Page.Locator(".grid tfoot td").Last).ToHaveTextAsync($"{visits:N0}");
    }

    [Fact]
    public async Task The_third_click_on_a_heading_gives_the_order_of_the_view_back()
    {
        var heading = new System.Text.RegularExpressions.Regex("^Doctor, sort");
        await using var page = await browser.OpenAsync("/gold/doctor_performance");
        var own = await page.CellsAsync();

        foreach (var (order, sort) in new[] { ("ascending", "?sort=doctor_name"), ("descending", "?sort=-doctor_name"), ("none", "") })
        {
            await page.Page.GetByRole(AriaRole.Link, new() { NameRegex = heading }).ClickAsync();
            await Assertions.Expect(page.Page.Locator(".grid th").Nth(1)).ToHaveAttributeAsync("aria-sort", order);
            Assert.Equal("/gold/doctor_performance" + sort, page.Address);
            await page.ShowsRowsAsync([.. Shown.Rows(Shown.View("doctor_performance"), await browser.CsvAsync("/gold/doctor_performance.csv" + sort)).Take(25)]);
        }

        Assert.Equal(own, await page.CellsAsync());
    }

    [Fact]
    public async Task The_order_of_the_rows_is_told_to_screen_readers_on_the_heading()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?sort=-num_visits");

        await Assertions.Expect(page.Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Visits");
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so_and_offers_the_way_out()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?q=zzzz");

        await Assertions.Expect(page.Page.GetByText("Nothing matches this search and these column filters.")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Show everything" }).ClickAsync();
        await Assertions.Expect(page.Rows).ToHaveCountAsync(25);
    }

    /// <summary>Clicks the link to the CSV, once it follows the address.</summary>
    private static async Task<CsvRows> DownloadAsync(OpenPage page)
    {
        await page.Page.WaitForFunctionAsync(
            """
            () => {
                const asked = new URL(document.querySelector(".tools a[download]").href).searchParams;
                return [...new URLSearchParams(location.search)].every(([name, value]) => asked.getAll(name).includes(value));
            }
            """);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator(".tools").GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        return CsvRows.Parse(await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    private static async Task<List<string[]>> AllPagesAsync(OpenPage page)
    {
        var rows = await page.CellsAsync();
        var next = page.Page.GetByRole(AriaRole.Link, new() { Name = "Next" });
        for (var number = 2; await next.CountAsync() > 0; number++)
        {
            await next.ClickAsync();
            await Assertions.Expect(page.Page.Locator(".pager")).ToContainTextAsync($"Page {number} of");
            rows.AddRange(await page.CellsAsync());
        }

        return rows;
    }
}
