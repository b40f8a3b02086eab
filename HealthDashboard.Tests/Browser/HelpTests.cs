using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Words that are explained where they stand, the tour, and what is drawn while a page is on its way.</summary>
[Collection<BrowserTests>]
public sealed class HelpTests(DashboardBrowser browser)
{
    /// <summary>WCAG 1.4.13: it can be closed without moving, pointed at itself, and stays.</summary>
    [Fact]
    public async Task A_word_is_explained_by_pointing_by_the_keys_and_by_a_tap()
    {
        await using var open = await browser.OpenAsync("/");
        var (page, word, means) = (open.Page, open.Page.Locator(".compare .term"), open.Page.Locator("#term-complete-week"));

        Assert.Contains("Monday to Sunday", await page.EvaluateAsync<string>("id => document.getElementById(id).textContent", await word.GetAttributeAsync("aria-describedby")), StringComparison.Ordinal);
        await word.HoverAsync();
        await Assertions.Expect(means).ToBeVisibleAsync();
        await means.HoverAsync();
        await Assertions.Expect(means).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(means).ToBeHiddenAsync();

        await page.Mouse.MoveAsync(0, 0);
        await page.Locator(".chip.add button").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(means).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(means).ToBeHiddenAsync();

        await word.ClickAsync();
        await Assertions.Expect(means).ToBeVisibleAsync();
        await means.GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/glossary#complete-week");
        await Assertions.Expect(page.Locator("#complete-week dt")).ToBeInViewportAsync();
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_number_that_can_be_proved_looks_so()
    {
        await using var open = await browser.OpenAsync("/");

        Assert.Equal(["underline dotted"], await open.Page.EvaluateAsync<string[]>(
            """
            () => [...new Set([...document.querySelectorAll("a[href^='passport/']")].map(link => getComputedStyle(link)).map(({ textDecorationLine, textDecorationStyle }) => `${textDecorationLine} ${textDecorationStyle}`))]
            """));
    }

    [Fact]
    public async Task The_tour_is_offered_until_it_was_left_and_then_found_in_the_palette()
    {
        await using var open = await browser.OpenAsync("/explore");
        var (page, tour) = (open.Page, open.Page.Locator("#tour"));

        await page.GetByText("New here? A short tour").ClickAsync();
        await page.WaitForURLAsync("**/");
        await open.AliveAsync();
        await Assertions.Expect(tour.Locator("strong:visible")).ToHaveTextAsync("Which weeks, and of what");
        foreach (var title in new[] { "One number at a time", "Click anything to filter", "What to look at", "Every number can be proved" })
        {
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(tour.Locator("strong:visible")).ToHaveTextAsync(title);
            Assert.True(await tour.EvaluateAsync<bool>("tour => { const { left, top, right, bottom } = tour.getBoundingClientRect(); return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight; }"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tour).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-toured]")).ToHaveCountAsync(0);
        await open.ReloadAsync();
        await Assertions.Expect(page.Locator(".offer")).ToBeHiddenAsync();
        Assert.Equal("/", open.Address);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("tour");
        await Assertions.Expect(page.Locator("#palette-found")).ToHaveAttributeAsync("data-for", "tour");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tour).ToContainTextAsync("Which weeks, and of what");
        Assert.Empty(open.Complaints);
    }

    /// <summary>As if the server had not answered yet: it has not been told of the address that stands there.</summary>
    [Fact]
    public async Task A_page_on_its_way_is_drawn_as_what_it_is_until_it_is_there()
    {
        await using var open = await browser.OpenAsync("/");

        await open.Page.EvaluateAsync("() => history.pushState(history.state, '', '/?department=Oncology')");
        await Assertions.Expect(open.Page.Locator("html[data-busy] main[aria-busy=true]")).ToHaveCountAsync(1);
        await open.Page.EvaluateAsync("() => Blazor.navigateTo('/?department=Oncology')");

        await Assertions.Expect(open.Page.Locator(".board tr.chosen").First).ToContainTextAsync("Oncology");
        await Assertions.Expect(open.Page.Locator("html[data-busy], main[aria-busy=true]")).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }
}
