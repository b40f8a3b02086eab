using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

public sealed class AccessibilityTests(DashboardBrowser browser, ITestOutputHelper output) : IClassFixture<DashboardBrowser>
{
    /// <summary>The drawings are hidden from screen readers, and axe with them; leaving out their thousands of marks saves its time.</summary>
    private static readonly AxeRunContext PageWithoutPlots = new() { Exclude = [new AxeSelector(".plot")] };

    private static readonly AxeRunOptions ViolationsAlone = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Every kind of page; the views, as the catalogue has them, and what stands in their place.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/departments/Cardiology", "/departments/Respiratory%20Medicine?by=week&measure=total_cost", "/doctors/D001", "/patients/P0001", "/annotations", "/pipeline", "/pipeline/upload", "/pipeline/compare", "/pipeline/rules/visits/date_invalid", "/not-found", "/cost-change",
        "/gold/insurance_summary?department=Alchemy", "/gold/insurance_summary?from=2031-01-01", "/gold/doctor_performance?q=zzzz",
        "/passport/follow_up_summary/follow_up_rate?row=Cardiology", "/passport/insurance_summary/total_cost?from=2025-01-01", "/passport/follow_up_summary/num_visits?row=Alchemy",
        .. GoldCatalog.All.Select(view => $"/gold/{view.Name}"),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_no_violation_on_any_page_in_light_and_dark(string address)
    {
        await using var page = await browser.OpenAsync(address);

        var light = await FindAsync(page, "light");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" })).ToBeVisibleAsync();

        Assert.Empty(light.Concat(await FindAgainAsync(page, "dark")));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_in_what_opens_on_request(ColorScheme colours)
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?department=Cardiology&sort=-num_visits", colours);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter columns" }).ClickAsync();
        await page.Page.GetByText("Definition and SQL").ClickAsync();
        await page.Page.Locator("#doctor").FocusAsync();
        await page.Page.Keyboard.TypeAsync("Dr.");
        await Assertions.Expect(page.Page.Locator(".mud-popover-open .mud-list-item").First).ToBeVisibleAsync();
        Assert.Empty(await FindAsync(page, $"opened, {colours}"));
    }

    [Fact]
    public async Task Axe_finds_no_violation_in_the_menu_of_a_narrow_screen()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance", width: 360, height: 780);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#views").GetByRole(AriaRole.Link, new() { Name = "Weekly trend" })).ToBeVisibleAsync();
        Assert.Empty(await FindAsync(page, "menu"));
    }

    /// <summary>All violations of any impact.</summary>
    private async Task<List<string>> FindAsync(OpenPage page, string state)
    {
        await page.DrawnAsync();
        return Told((await page.Page.RunAxe(PageWithoutPlots, ViolationsAlone)).Violations
            .SelectMany(violation => violation.Nodes, (violation, node) => $"{violation.Impact}: {violation.Id}, {state}, {page.Address} {node.Target}"));
    }

    /// <summary>The same with the axe that the page has by now: bringing it there takes longer than its rules.</summary>
    private async Task<List<string>> FindAgainAsync(OpenPage page, string state)
    {
        await page.DrawnAsync();
        return Told(await page.Page.EvaluateAsync<string[]>(
            """
            async state => (await axe.run({ exclude: [".plot"] }, { resultTypes: ["violations"] })).violations.flatMap(violation =>
                violation.nodes.map(node => `${violation.impact}: ${violation.id}, ${state} ${node.target}`))
            """,
            $"{state}, {page.Address}"));
    }

    private List<string> Told(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        found.ForEach(output.WriteLine);
        return found;
    }
}
