using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Names from the files are shown as they are written, wherever the pointer goes, and no page breaks its own policy.</summary>
public sealed class NamesAsWrittenTests(DashboardBrowser browser, MarkedHospital hospital) : IClassFixture<DashboardBrowser>, IClassFixture<MarkedHospital>
{
    /// <summary>Tells of every element that a script makes of a name, in the page or aside of it.</summary>
    private const string Watch =
        """
        window.made = [];
        const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
        Object.defineProperty(Element.prototype, "innerHTML", {
            get, set(html) { set.call(this, html); if (this.querySelector(".marked")) window.made.push(`${this.className}: ${html}`); }, configurable: true,
        });
        document.addEventListener("securitypolicyviolation", (event) => window.made.push(`${event.violatedDirective}: ${event.blockedURI}`));
        """;

    /// <summary>Where some of a chart's marks are on the screen.</summary>
    private const string Points =
        """
        chart => [...chart.querySelectorAll(".apexcharts-marker, [class*='-area'], [class*='-rect']")]
            .map((mark) => mark.getBoundingClientRect())
            .filter(({ width, height, top, bottom }) => width > 0 && height > 0 && top >= 0 && bottom <= innerHeight)
            .slice(0, 6)
            .map(({ left, top, width, height }) => [left + width / 2, top + height / 2])
        """;

    private static readonly string Mark = Uri.EscapeDataString(MarkedHospital.Mark);

    private static readonly string Ward = Uri.EscapeDataString(MarkedHospital.Department(1));

    private static readonly string[] Others =
    [
        $"/departments/{Ward}", $"/departments/{Ward}?by=week&measure=total_cost", $"/doctors/D1%20{Mark}", $"/patients/P1%20{Mark}",
        "/cost-change", "/cost-change?by=insurer", $"/cost-change?department={Ward}", "/annotations", "/pipeline", "/pipeline/upload",
        "/pipeline/compare", "/pipeline/rules/visits/date_invalid",
        "/gold/weekly_visit_trends?compare=year", "/gold/patient_summary?q=%3Cb%3E", $"/passport/department_treatment_summary/total_cost?row={Ward}",
    ];

    public static TheoryData<string> Pages => ["/", .. GoldCatalog.All.Select(view => "/gold/" + view.Name), .. Others];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_chart_that_is_hovered_shows_names_as_they_are_written(string address)
    {
        await using var page = await OpenAsync(address);

        foreach (var chart in await page.Page.Locator("figure.chart").AllAsync())
        {
            await chart.ScrollIntoViewIfNeededAsync();
            foreach (var point in await chart.EvaluateAsync<float[][]>(Points))
                await page.Page.Mouse.MoveAsync(point[0], point[1]);
        }

        Assert.Empty(await page.Page.EvaluateAsync<string[]>("() => window.made"));
        Assert.Equal(0, await page.Page.Locator(".marked").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData("/gold/insurance_summary", ".apexcharts-legend-text", "Insurer 0 ")]
    [InlineData("/gold/insurance_summary", ".tip", "Insurer ")]
    [InlineData("/gold/department_treatment_summary", ".apexcharts-yaxis", "Ward ")]
    public async Task A_name_can_be_read_in_the_chart(string address, string place, string name)
    {
        await using var page = await OpenAsync(address);
        await page.Page.Locator(OpenPage.Marks).First.HoverAsync(new() { Force = true });

        var shown = page.Page.Locator(place).Filter(new() { HasText = name }).First;
        await Assertions.Expect(shown).ToContainTextAsync(place == ".apexcharts-yaxis" ? "<b class" : MarkedHospital.Mark);
    }

    [Theory]
    [InlineData("PNG")]
    [InlineData("SVG")]
    public async Task A_picture_is_saved_under_the_policy(string format)
    {
        await using var page = await OpenAsync("/gold/insurance_summary");

        var saved = await page.SaveChartAsync(format);

        Assert.True(new FileInfo((await saved.PathAsync())!).Length > 1000);
        Assert.Empty(page.Complaints);
    }

    private async Task<OpenPage> OpenAsync(string address)
    {
        var page = await browser.OpenAsync(new Uri(hospital.Address, address).ToString(), script: Watch);
        await page.DrawnAsync();
        return page;
    }
}
