using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What holds for every page, in one visit each: opening and drawing a page take longer than looking at it.</summary>
public sealed class EveryPageTests(DashboardBrowser browser, ITestOutputHelper output) : IClassFixture<DashboardBrowser>
{
    private static readonly int[] Widths = [2560, 1440, 768, 360];

    /// <summary>Every kind of page; the views, as the catalogue has them, and what stands in their place.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/explore?department=Cardiology", "/insurance", "/compare?of=department&a=Oncology&b=Cardiology", "/compare?of=period", "/doctors", "/patient-groups?department=Oncology", "/departments/Cardiology", "/departments/Respiratory%20Medicine?by=week&measure=total_cost", "/doctors/D001", "/patients/P0001", "/annotations", "/pipeline", "/pipeline/upload", "/pipeline/compare",
        "/pipeline/rules/visits/date_invalid", "/not-found", "/cost-change", "/glossary",
        "/gold/insurance_summary?department=Alchemy", "/gold/insurance_summary?from=2031-01-01", "/gold/doctor_performance?q=zzzz",
        "/passport/follow_up_summary/follow_up_rate?row=Cardiology", "/passport/insurance_summary/total_cost?from=2025-01-01", "/passport/follow_up_summary/num_visits?row=Alchemy",
        .. Views,
    ];

    private static IEnumerable<string> Views => GoldCatalog.All.Select(view => $"/gold/{view.Name}");

    /// <summary>Axe finds nothing of any impact in light and dark, no width makes it scroll sideways, paper cuts nothing off, and the browser has nothing to complain of.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_suits_eyes_screens_and_paper(string address)
    {
        await using var page = await browser.OpenAsync(address, script: LayoutShift.Script);
        await page.DrawnAsync();
        List<string> found = [.. await LayoutShift.JumpsAsync(page.Page)];

        if (Views.Contains(address))
            found.AddRange(await HiddenColumnsAsync(page));
        found.AddRange(await BrokenRulesAsync(page, "light"));
        // The narrowest sheet either way up: what is whole on these is whole on wider ones.
        var promised = await Paper.PromisedAsync(page.Page);
        found.AddRange(await CutOffAsync(page, promised, "A4", landscape: false));
        if (Views.Contains(address))
            found.AddRange(await CutOffAsync(page, promised, "Letter", landscape: true));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" })).ToBeVisibleAsync();
        await page.DrawnAsync();
        // Other colours break no other rules.
        found.AddRange(await BrokenRulesAsync(page, "dark", "color-contrast", "link-in-text-block"));
        foreach (var width in Widths)
            found.AddRange(await TooWideAsync(page, width));
        found.AddRange(page.Complaints);

        Assert.Empty(found);
    }

    /// <summary>What a phone shows first has the least room for what comes late.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/explore")]
    [InlineData("/insurance")]
    [InlineData("/departments/Cardiology")]
    [InlineData("/doctors/D001")]
    [InlineData("/cost-change")]
    [InlineData("/gold/department_weekly_kpis")]
    [InlineData("/gold/doctor_performance")]
    [InlineData("/pipeline")]
    public async Task Nothing_jumps_on_a_phone_while_a_page_comes_up(string address)
    {
        await using var page = await browser.OpenAsync(address, width: 360, height: 780, script: LayoutShift.Script);
        await page.DrawnAsync();

        Assert.Empty(await LayoutShift.JumpsAsync(page.Page));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_in_what_opens_on_request(ColorScheme colours)
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance?department=Cardiology&sort=-num_visits", colours);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter columns" }).ClickAsync();
        await page.Page.GetByText("Definition and SQL").ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "+ Filter" }).ClickAsync();
        await page.Page.Locator("#filter-more").GetByRole(AriaRole.Button, new() { Name = "Doctor" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#filter-more input").First).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("Dr.");
        await Assertions.Expect(page.Page.Locator("#filter-more label").First).ToBeVisibleAsync();
        await page.DrawnAsync();
        Assert.Empty(await BrokenRulesAsync(page, $"opened, {colours}"));
    }

    [Fact]
    public async Task Axe_finds_no_violation_in_the_menu_of_a_narrow_screen()
    {
        await using var page = await browser.OpenAsync("/gold/doctor_performance", width: 360, height: 780);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#views").GetByRole(AriaRole.Link, new() { Name = "Targets and notes" })).ToBeVisibleAsync();
        await page.DrawnAsync();
        Assert.Empty(await BrokenRulesAsync(page, "menu"));
        // It would tell of one.
        await page.Page.EvaluateAsync("() => document.querySelector('main').append(new Image())");
        Assert.Contains(await BrokenRulesAsync(page, "menu"), violation => violation.Contains("image-alt", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> BrokenRulesAsync(OpenPage page, string state, params string[] rules)
    {
        // The drawings are hidden from screen readers; leaving out their thousands of marks saves time.
        var found = await Axe.ViolationsAsync(page.Page, state, ".plot", rules);
        foreach (var violation in found)
            output.WriteLine(violation);
        return found;
    }

    /// <summary>A laptop shows every column of a view without scrolling sideways.</summary>
    private static async Task<IEnumerable<string>> HiddenColumnsAsync(OpenPage page) =>
        await page.Page.Locator(".mud-table-container").EvaluateAsync<int>("table => table.scrollWidth - table.clientWidth") is > 0 and var hidden ? [$"the grid hides {hidden} px"] : [];

    private static async Task<IEnumerable<string>> TooWideAsync(OpenPage page, int width)
    {
        await page.Page.SetViewportSizeAsync(width, 780);
        return await page.Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
                .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .plot, .mud-table-container, pre"))
                .map(each => `${each.tagName}.${each.getAttribute("class")}`)
                .concat(`the page is ${document.documentElement.scrollWidth} wide at ${innerWidth}`)
            """);
    }

    /// <summary>Chromium cuts what is too wide without a word, in the middle of numbers.</summary>
    private static async Task<IEnumerable<string>> CutOffAsync(OpenPage page, IReadOnlyList<string> promised, string format, bool landscape)
    {
        var paper = await Paper.OfAsync(page.Page, format, landscape);
        return paper.Missing(promised).Select(text => $"{format} lacks “{text}”")
            .Concat(paper.Outside.Length > 0 ? [$"{format} cuts “{paper.Outside}”"] : [])
            .Concat(paper.IsShrunk ? [$"{format} shrinks the page: its heading has {paper.Heading} points"] : []);
    }
}
