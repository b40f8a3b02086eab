using System.Text.RegularExpressions;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class DrillTests(DashboardBrowser browser)
{
    [Fact]
    public async Task A_bar_leads_to_the_department_it_stands_for_with_the_filter_carried_along()
    {
        var departments = await browser.CsvAsync("/gold/department_treatment_summary.csv?from=2025-01-01");
        await using var page = await browser.OpenAsync("/gold/department_treatment_summary?from=2025-01-01", still: false);
        await page.DrawnAsync();

        await page.Page.Locator(".apexcharts-bar-area").Nth(1).ClickAsync();

        await LeadsToAsync(page, $"/departments/{departments.Column("department")[1]}?from=2025-01-01");
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync(departments.Column("department")[1]);
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("doctor_performance", ".apexcharts-bar-area", "^/doctors/D\\d+\\?department=Cardiology$")]
    [InlineData("top_10_expensive_patients", ".apexcharts-bar-area", "^/patients/P\\d+\\?department=Cardiology$")]
    [InlineData("patient_summary", ".apexcharts-series-markers .apexcharts-marker", "^/patients/P\\d+\\?department=Cardiology$")]
    [InlineData("doctor_follow_up_ratio", ".apexcharts-series-markers .apexcharts-marker", "^/doctors/D\\d+\\?department=Cardiology$")]
    [InlineData("treatment_type_summary", ".apexcharts-treemap-rect", "^/gold/treatment_type_summary\\?department=Cardiology&where=treatment_type%3D")]
    [InlineData("insurance_summary", ".apexcharts-pie-area", "^/gold/insurance_summary\\?department=Cardiology&where=insurance_provider%3D")]
    [InlineData("revenue_by_age_group", ".apexcharts-bar-area", "^/gold/revenue_by_age_group\\?department=Cardiology&where=age_group%3D")]
    [InlineData("countrywise_cost_summary", ".apexcharts-bar-area", "^/gold/countrywise_cost_summary\\?department=Cardiology&where=country%3D")]
    [InlineData("treatment_distribution", ".apexcharts-boxPlot-area", "^/gold/treatment_distribution\\?department=Cardiology&where=treatment_type%3D")]
    [InlineData("weekly_visit_trends", ".apexcharts-series-markers .apexcharts-marker", "^/gold/weekly_visit_trends\\?department=Cardiology&from=20\\d\\d-\\d\\d-\\d\\d&to=20")]
    [InlineData("department_weekly_kpis", ".apexcharts-heatmap-rect", "^/departments/Cardiology\\?from=20\\d\\d-\\d\\d-\\d\\d&to=20")]
    public async Task A_mark_of_any_chart_leads_to_what_it_stands_for(string view, string mark, string address)
    {
        await using var page = await browser.OpenAsync($"/gold/{view}?department=Cardiology");
        await page.DrawnAsync();

        await page.Page.Locator(mark).First.ClickAsync();

        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(address.Replace("^", "^http://[^/]+", StringComparison.Ordinal)));
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("department_treatment_summary", "department", "/departments/{0}?from=2025-01-01")]
    [InlineData("doctor_performance", "doctor_id", "/doctors/{0}?from=2025-01-01")]
    [InlineData("patient_summary", "patient_id", "/patients/{0}?from=2025-01-01")]
    [InlineData("insurance_summary", "insurance_provider", "/gold/insurance_summary?from=2025-01-01&where=insurance_provider%3D{0}")]
    public async Task The_key_of_a_row_leads_to_what_it_stands_for(string view, string key, string address)
    {
        var first = (await browser.CsvAsync($"/gold/{view}.csv?from=2025-01-01")).Column(key)[0];
        await using var page = await browser.OpenAsync($"/gold/{view}?from=2025-01-01");

        await page.Rows.First.GetByRole(AriaRole.Link).First.ClickAsync();

        await LeadsToAsync(page, string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Uri.EscapeDataString(first)));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_number_leads_to_its_passport_on_to_its_numerator_and_through_its_rows()
    {
        await using var page = await browser.OpenAsync("/gold/follow_up_summary?from=2025-01-01");
        var cells = (await page.CellsAsync()).Single(row => row[0] == "Cardiology");

        await page.Rows.Filter(new() { HasText = "Cardiology" }).GetByRole(AriaRole.Link, new() { Name = cells[1], Exact = true }).ClickAsync();
        await LeadsToAsync(page, "/passport/follow_up_summary/follow_up_rate?row=Cardiology&from=2025-01-01");
        await Assertions.Expect(page.Page.Locator(".big")).ToHaveTextAsync(cells[1]);

        await page.Page.Locator(".meaning").GetByRole(AriaRole.Link, new() { Name = cells[2], Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Follow-ups recommended, Cardiology");
        await Assertions.Expect(page.Page.Locator(".pager")).ToContainTextAsync($"1–25 of {cells[2]} visits");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await LeadsToAsync(page, "/passport/follow_up_summary/follow_up_count?row=Cardiology&from=2025-01-01&page=2");
        await page.Page.Locator(".found summary").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".found[open]").First).ToContainTextAsync("follow_up_required");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Back_from_what_a_row_stands_for_gives_the_same_view()
    {
        const string view = "/gold/doctor_performance?department=Cardiology&sort=-total_cost";
        await using var page = await browser.OpenAsync(view);
        var rows = await page.CellsAsync();

        await page.Rows.First.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync(rows[0][1]);
        await page.Page.GoBackAsync();

        await LeadsToAsync(page, view);
        await page.ShowsRowsAsync(rows);
        await page.DrawnAsync();
    }

    private static Task LeadsToAsync(OpenPage page, string address) =>
        Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("^http://[^/]+" + Regex.Escape(address) + "$"));
}
