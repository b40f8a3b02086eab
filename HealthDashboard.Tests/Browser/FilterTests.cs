using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class FilterTests(DashboardBrowser browser)
{
    private const string Page = "/gold/treatment_type_summary";

    [Fact]
    public async Task A_filter_chosen_by_select_keyboard_and_preset_survives_reload_and_back()
    {
        var doctors = await browser.CsvAsync("/gold/doctor_performance.csv?department=Cardiology");
        var (id, name) = (doctors.Column("doctor_id")[0], doctors.Column("doctor_name")[0]);
        await using var page = await browser.OpenAsync(Page);

        await Select(page, "Department").SelectOptionAsync("Cardiology");
        await ShowsAsync(page, "?department=Cardiology", "Cardiology, all doctors, the whole period");

        await ChooseDoctorAsync(page, name);
        await ShowsAsync(page, $"?department=Cardiology&doctor={id}", $"Cardiology, {name}, the whole period");

        await Select(page, "Period").SelectOptionAsync("Last 13 complete weeks");
        var all = $"?department=Cardiology&doctor={id}&from=2025-09-15&to=2025-12-14";
        var words = $"Cardiology, {name}, 15 Sep 2025 – 14 Dec 2025";
        await ShowsAsync(page, all, words);

        await page.ReloadAsync();
        await ShowsAsync(page, all, words);
        await Assertions.Expect(Select(page, "Department")).ToHaveValueAsync("Cardiology");
        await Assertions.Expect(page.Page.Locator("#doctor")).ToHaveValueAsync($"{name} ({id})");
        await Assertions.Expect(Select(page, "Period")).ToHaveValueAsync("Last 13 complete weeks");

        await page.Page.GoBackAsync();
        await ShowsAsync(page, $"?department=Cardiology&doctor={id}", $"Cardiology, {name}, the whole period");
        await page.Page.GoBackAsync();
        await ShowsAsync(page, "?department=Cardiology", "Cardiology, all doctors, the whole period");
        await Assertions.Expect(page.Page.Locator("#doctor")).ToHaveValueAsync("");
        await page.Page.GoForwardAsync();
        await page.Page.GoForwardAsync();
        await ShowsAsync(page, all, words);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Reset" }).ClickAsync();
        await ShowsAsync(page, "", "All departments, all doctors, the whole period");
        await Assertions.Expect(Select(page, "Department")).ToHaveValueAsync("");
        await Assertions.Expect(Select(page, "Period")).ToHaveValueAsync("Whole period");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Days_of_ones_own_are_a_period_too()
    {
        await using var page = await browser.OpenAsync(Page);

        await page.Page.GetByLabel("From", new() { Exact = true }).FillAsync("2025-03-03");
        await ShowsAsync(page, "?from=2025-03-03", "All departments, all doctors, from 3 Mar 2025");
        await page.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2025-03-09");
        await ShowsAsync(page, "?from=2025-03-03&to=2025-03-09", "All departments, all doctors, 3 Mar 2025 – 9 Mar 2025");
        await Assertions.Expect(Select(page, "Period")).ToHaveValueAsync("Own period");
    }

    [Fact]
    public async Task The_doctors_to_choose_from_are_those_with_a_visit_in_the_department()
    {
        var there = (await browser.CsvAsync("/gold/doctor_performance.csv?department=Dermatology")).Column("doctor_name");
        await using var page = await browser.OpenAsync(Page + "?department=Dermatology");

        await page.Page.Locator("#doctor").FocusAsync();
        await page.Page.Keyboard.TypeAsync("Dr.");

        var offered = page.Page.Locator(".mud-popover-open .mud-list-item");
        await Assertions.Expect(offered).ToHaveCountAsync(there.Count);
        Assert.Equal(there.Order(), (await offered.AllInnerTextsAsync()).Select(text => text[..text.IndexOf(" (", StringComparison.Ordinal)].Trim()).Order());
    }

    [Fact]
    public async Task A_doctor_who_was_chosen_can_be_taken_out_again()
    {
        await using var page = await browser.OpenAsync(Page + "?doctor=D001");

        await page.Page.Locator("#doctor").FillAsync("");
        await page.Page.Keyboard.PressAsync("Tab");

        await ShowsAsync(page, "", "All departments, all doctors, the whole period");
    }

    private static ILocator Select(OpenPage page, string name) => page.Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    private static async Task ChooseDoctorAsync(OpenPage page, string name)
    {
        await page.Page.Locator("#doctor").FocusAsync();
        await page.Page.Keyboard.TypeAsync(name);
        await Assertions.Expect(page.Page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The address, the words and the rows say the same.</summary>
    private async Task ShowsAsync(OpenPage page, string query, string words)
    {
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Uri(browser.Http.BaseAddress!, Page + query).ToString());
        await Assertions.Expect(page.Page.Locator(".scope")).ToContainTextAsync(words);
        await page.ShowsRowsAsync(Shown.Rows(Shown.View("treatment_type_summary"), await browser.CsvAsync($"{Page}.csv{query}")));
    }
}
