using System.Text.RegularExpressions;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class DrillTests(DashboardBrowser browser)
{
    /// <summary>A mark of each view's chart, and of the charts that are no view's.</summary>
    public static TheoryData<string, string, string> Marks =>
    [
        .. GoldCatalog.All.Where(view => view != DoctorFollowUpRatio.View).Select(view => ($"/gold/{view.Name}?gender=Female", $"figure.chart >> nth=0 >> {Mark(view.Chart.Kind)} >> nth=1", Address(view))),
        ("/gold/doctor_follow_up_ratio?gender=Female", $"figure.chart >> {Marker} >> nth=1", @"/gold/doctor_follow_up_ratio\?doctor=D\d+&gender=Female"),
        ("/gold/follow_up_summary?gender=Female", $"section:has(#funnel) {Marker} >> nth=1", @"/gold/follow_up_summary\?department=[^&]+&gender=Female"),
        ("/gold/doctor_performance?gender=Female", $"section:has(#load) {Marker} >> nth=1", @"/gold/doctor_performance\?doctor=D\d+&gender=Female"),
        ("/gold/treatment_type_summary?gender=Female&type=X-Ray", $"section:has(#price) {Marker} >> nth=1", @"/gold/treatment_type_summary\?treatment_type=[^&]+&" + Days + "&gender=Female&type=X-Ray"),
        ("/insurance?gender=Female", $"section:has(#over-time) {Marker} >> nth=1", @"/insurance\?insurer=[^&]+&gender=Female"),
        ("/departments/Cardiology?gender=Female", $"section:has(#signals) {Marker} >> nth=1", @"/departments/Cardiology\?" + Days + "&gender=Female"),
        ("/departments/Cardiology?gender=Female", ".panels .apexcharts-marker >> nth=1", @"/departments/Cardiology\?doctor=D\d+&gender=Female"),
        ("/departments/Cardiology?gender=Female", ".board [data-pick^='?insurer'] >> nth=1", @"/departments/Cardiology\?insurer=[^&]+&gender=Female"),
        ("/doctors/D001?gender=Female", ".board [data-pick^='?department'] >> nth=0", @"/doctors/D001\?department=[^&]+&gender=Female"),
        ("/?gender=Female", $"section:has(#trend) {Marker} >> nth=1", @"/\?" + Days + "&gender=Female"),
        ("/explore?gender=Female", $"section:has(#trend) {Marker} >> nth=1", @"/explore\?" + Days + "&gender=Female"),
        ("/compare?of=department&a=Oncology&b=Cardiology", $"section:has(#trend) {Marker} >> nth=1", @"/compare\?" + Days + "&of=department&a=Oncology&b=Cardiology"),
        ("/compare?of=period", $"section:has(#trend) {Marker} >> nth=1", @"/compare\?" + Days + "&of=period"),
        ("/cost-change?by=insurer&gender=Female", "section:has(#parts) .apexcharts-bar-area >> nth=1", @"/cost-change\?insurer=[^&]+&by=insurer&gender=Female"),
    ];

    private const string Days = @"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d";
    private const string Marker = ".apexcharts-series-markers .apexcharts-marker";

    private static string Mark(ChartKind kind) => kind switch
    {
        ChartKind.Bars or ChartKind.Columns => ".apexcharts-bar-area",
        ChartKind.Donut => ".apexcharts-pie-area",
        ChartKind.Treemap => ".apexcharts-treemap-rect",
        ChartKind.HeatMap => ".apexcharts-heatmap-rect",
        ChartKind.Box => ".apexcharts-boxPlot-area",
        _ => Marker,
    };

    /// <summary>Where a click leads, from the catalogue alone: to the patient, or to the same page filtered by what the mark stands for.</summary>
    private static string Address(GoldView view) => view.Column(view.Chart.Category) switch
    {
        { Kind: ColumnKind.Patient } => @"/patients/P\d+\?gender=Female",
        { Kind: ColumnKind.Period } when view.Chart.Kind == ChartKind.HeatMap => $@"/gold/{view.Name}\?department=[^&]+&{Days}&gender=Female",
        { Kind: ColumnKind.Period } => $@"/gold/{view.Name}\?{Days}&gender=Female",
        var column => $@"/gold/{view.Name}\?{column.Dimension!.Parameter}=[^&]+&gender=Female",
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public async Task A_click_on_a_mark_filters_and_back_takes_it_back(string address, string mark, string filtered)
    {
        await using var page = await browser.OpenAsync(address);
        await page.DrawnAsync();

        await page.Page.Locator(mark).ClickAsync(new() { Force = true });

        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"^http://[^/]+{filtered}$"));
        await page.Page.GoBackAsync();
        await LeadsToAsync(page, address);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task What_is_chosen_in_a_chart_stands_out_among_the_others_until_it_is_clicked_again()
    {
        const string view = "/gold/department_treatment_summary";
        var departments = (await browser.CsvAsync(view + ".csv")).Column("department");
        await using var page = await browser.OpenAsync(view);
        await page.DrawnAsync();
        var bars = page.Page.Locator(".apexcharts-bar-area");
        // Where only what is chosen changes, the marks stay: drawn anew they would flicker, and take most of what a click takes.
        await page.Page.EvaluateAsync("() => document.querySelector('.apexcharts-svg').setAttribute('data-stays', '')");

        await bars.Nth(1).ClickAsync();
        await ChosenAsync([1], $"{view}?department={departments[1]}");
        await bars.Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await ChosenAsync([1, 3], $"{view}?department={departments[1]}&department={departments[3]}");
        await bars.Nth(1).ClickAsync();
        await ChosenAsync([3], $"{view}?department={departments[3]}");
        await bars.Nth(0).ClickAsync();
        await ChosenAsync([0], $"{view}?department={departments[0]}");
        await bars.Nth(0).ClickAsync();
        await ChosenAsync([.. Enumerable.Range(0, departments.Count)], view);
        await Assertions.Expect(page.Page.Locator(".apexcharts-svg[data-stays]")).ToHaveCountAsync(1);
        Assert.Empty(page.Complaints);

        async Task ChosenAsync(int[] strong, string address)
        {
            await LeadsToAsync(page, address);
            await page.Page.WaitForFunctionAsync(
                "strong => JSON.stringify([...document.querySelectorAll('.apexcharts-bar-area')].flatMap((bar, i) => bar.getAttribute('fill-opacity') < 1 ? [] : [i])) === JSON.stringify(strong)", strong);
            await Assertions.Expect(page.Rows).ToHaveCountAsync(strong.Length);
            await Assertions.Expect(bars).ToHaveCountAsync(departments.Count);
        }
    }

    [Fact]
    public async Task A_name_in_a_table_filters_and_a_key_held_down_adds_another_and_the_arrow_opens_its_page()
    {
        await using var page = await browser.OpenAsync("/gold/department_weekly_kpis?sort=department&from=2025-12-01");

        await page.Rows.First.GetByRole(AriaRole.Link, new() { Name = "Cardiology, filter by Department" }).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await LeadsToAsync(page, "/gold/department_weekly_kpis?department=Cardiology&sort=department&from=2025-12-01");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "W50 2025 (8–14 Dec), filter by Week" }).First.ClickAsync();
        await LeadsToAsync(page, "/gold/department_weekly_kpis?from=2025-12-08&to=2025-12-14&department=Cardiology");
        await page.GotoAsync("/gold/department_weekly_kpis?department=Cardiology&from=2025-12-01&to=2025-12-07");
        await page.Page.EvaluateAsync("() => import('/js/pick.js').then(pick => Blazor.navigateTo(pick.picked('?from=2025-12-15&to=2025-12-21', true)))");
        await LeadsToAsync(page, "/gold/department_weekly_kpis?from=2025-12-01&to=2025-12-21&department=Cardiology");
        // The address changes before the rows do.
        var own = page.Rows.First.GetByRole(AriaRole.Link, new() { Name = "Open the page of Cardiology" });
        await Assertions.Expect(own).ToHaveAttributeAsync("href", new Regex("to=2025-12-21"));
        await own.ClickAsync();
        await LeadsToAsync(page, "/departments/Cardiology?from=2025-12-01&to=2025-12-21");
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
