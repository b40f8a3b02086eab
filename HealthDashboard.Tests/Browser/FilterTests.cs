using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class FilterTests(DashboardBrowser browser)
{
    private const string Page = "/gold/treatment_type_summary";

    [Fact]
    public async Task A_filter_chosen_from_lists_survives_reload_and_back()
    {
        var doctors = await browser.CsvAsync("/gold/doctor_performance.csv?department=Cardiology");
        var (id, name) = (doctors.Column("doctor_id")[0], doctors.Column("doctor_name")[0]);
        await using var page = await browser.OpenAsync(Page);

        await ChooseAsync(page, "Department", "Cardiology");
        await ShowsAsync(page, "?department=Cardiology", "Cardiology, all doctors, the whole period");

        await ChooseAsync(page, "Doctor", name);
        await ShowsAsync(page, $"?department=Cardiology&doctor={id}", $"Cardiology, {name}, the whole period");

        await Button(page, "Period").ClickAsync();
        await page.Page.Locator("#filter-period").GetByRole(AriaRole.Button, new() { Name = "Last 13 complete weeks" }).ClickAsync();
        var all = $"?department=Cardiology&doctor={id}&from=2025-09-15&to=2025-12-14";
        var words = $"Cardiology, {name}, 15 Sep 2025 – 14 Dec 2025";
        await ShowsAsync(page, all, words);
        await Assertions.Expect(page.Page.Locator("#filter-period")).ToBeHiddenAsync();

        await page.ReloadAsync();
        await ShowsAsync(page, all, words);
        await Assertions.Expect(page.Page.Locator(".chip button")).ToHaveTextAsync(["Period 15 Sep – 14 Dec 2025", "Department Cardiology", $"Doctor {name}", "+ Filter"]);

        await page.Page.GoBackAsync();
        await ShowsAsync(page, $"?department=Cardiology&doctor={id}", $"Cardiology, {name}, the whole period");
        await page.Page.GoBackAsync();
        await ShowsAsync(page, "?department=Cardiology", "Cardiology, all doctors, the whole period");
        await Assertions.Expect(page.Page.Locator(".chip button")).ToHaveTextAsync(["Period Whole period", "Department Cardiology", "+ Filter"]);
        await page.Page.GoForwardAsync();
        await page.Page.GoForwardAsync();
        await ShowsAsync(page, all, words);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Clear all" }).ClickAsync();
        await ShowsAsync(page, "", "All departments, all doctors, the whole period");
        await Assertions.Expect(Button(page, "+ Filter")).ToBeFocusedAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Several_values_are_chosen_and_taken_back_with_the_keyboard_alone()
    {
        await using var page = await browser.OpenAsync(Page + "?department=Cardiology");
        var keys = page.Page.Keyboard;

        await page.Page.Locator(".chip", new() { HasText = "Department" }).GetByRole(AriaRole.Button).FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#filter-department input").First).ToBeFocusedAsync();
        await keys.TypeAsync("emer");
        await Assertions.Expect(Values(page)).ToHaveTextAsync(["Emergency"]);
        await keys.PressAsync("Enter");
        await ShowsAsync(page, "?department=Cardiology&department=Emergency", "Cardiology or Emergency, all doctors");
        foreach (var _ in "emer")
            await keys.PressAsync("Backspace");
        await Assertions.Expect(Values(page).First).ToHaveTextAsync("Cardiology");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Space");
        await ShowsAsync(page, "?department=Emergency", "Emergency, all doctors");
        await keys.PressAsync("Enter");
        await ShowsAsync(page, "?department=Cardiology&department=Emergency", "Cardiology or Emergency, all doctors");
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#filter-department")).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator(".chip", new() { HasText = "Department" }).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await ShowsAsync(page, "", "All departments, all doctors, the whole period");
        await Assertions.Expect(Button(page, "+ Filter")).ToBeFocusedAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Days_of_ones_own_are_a_period_too()
    {
        await using var page = await browser.OpenAsync(Page);

        await Button(page, "Period").ClickAsync();
        await page.Page.GetByLabel("From", new() { Exact = true }).FillAsync("2025-03-03");
        await ShowsAsync(page, "?from=2025-03-03", "All departments, all doctors, from 3 Mar 2025");
        await page.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2025-03-09");
        await ShowsAsync(page, "?from=2025-03-03&to=2025-03-09", "All departments, all doctors, 3 Mar 2025 – 9 Mar 2025");
        await Assertions.Expect(Button(page, "Period")).ToHaveTextAsync("Period 3 Mar – 9 Mar 2025");
    }

    [Fact]
    public async Task The_doctors_to_choose_from_are_those_with_a_visit_in_the_department()
    {
        var there = (await browser.CsvAsync("/gold/doctor_performance.csv?department=Dermatology")).Column("doctor_name");
        await using var page = await browser.OpenAsync(Page + "?department=Dermatology");

        await OpenAsync(page, "Doctor");
        await page.Page.Keyboard.TypeAsync("Dr.");

        var offered = page.Page.Locator("#filter-more label");
        await Assertions.Expect(offered).ToHaveCountAsync(there.Count);
        Assert.Equal(there.Order(), (await offered.AllInnerTextsAsync()).Select(text => text[..text.IndexOf(" (", StringComparison.Ordinal)].Trim()).Order());
    }

    [Fact]
    public async Task A_list_opens_inside_a_narrow_screen_and_the_chips_stay_in_sight()
    {
        await using var page = await browser.OpenAsync(Page + "?department=Cardiology&insurer=CarePoint", width: 360, height: 780);
        await page.Page.EvaluateAsync("() => scrollTo(0, 600)");

        await Button(page, "Insurer").ClickAsync();

        var box = (await page.Page.Locator("#filter-insurer").BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, 360 - box.Width);
        Assert.InRange(box.Y, 0, 780 - box.Height);
        Assert.Equal(360, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    private static ILocator Button(OpenPage page, string name) => page.Page.Locator(".chip").GetByRole(AriaRole.Button, new() { Name = name });

    private static ILocator Values(OpenPage page) => page.Page.Locator("#filter-department label");

    private static async Task OpenAsync(OpenPage page, string dimension)
    {
        await Button(page, "+ Filter").ClickAsync();
        await page.Page.Locator("#filter-more").GetByRole(AriaRole.Button, new() { Name = dimension, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[popover]:popover-open input").First).ToBeFocusedAsync();
    }

    private static async Task ChooseAsync(OpenPage page, string dimension, string name)
    {
        await OpenAsync(page, dimension);
        await page.Page.Keyboard.TypeAsync(name);
        await page.Page.Locator("[popover]:popover-open").GetByRole(AriaRole.Checkbox, new() { Name = name }).CheckAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Button(page, "+ Filter")).ToBeFocusedAsync();
    }

    /// <summary>The address, the words and the rows say the same.</summary>
    private async Task ShowsAsync(OpenPage page, string query, string words)
    {
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Uri(browser.Http.BaseAddress!, Page + query).ToString());
        await Assertions.Expect(page.Page.Locator(".scope")).ToContainTextAsync(words);
        await page.ShowsRowsAsync(Shown.Rows(Shown.View("treatment_type_summary"), await browser.CsvAsync($"{Page}.csv{query}")));
    }
}
