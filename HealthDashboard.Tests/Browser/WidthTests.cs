using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<PageSweeps>]
public sealed class WidthTests(DashboardBrowser browser)
{
    private static readonly int[] Widths = [2560, 1440, 768, 360];

    [Theory]
    [MemberData(nameof(AccessibilityTests.Pages), MemberType = typeof(AccessibilityTests))]
    public async Task No_page_scrolls_sideways_at_any_width(string address)
    {
        await using var page = await browser.OpenAsync(address);
        await page.DrawnAsync();

        foreach (var width in Widths)
        {
            await page.Page.SetViewportSizeAsync(width, 780);
            var wide = await page.Page.EvaluateAsync<string[]>(
                """
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
                    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .plot, .mud-table-container, pre"))
                    .map(each => `${each.tagName}.${each.getAttribute("class")}`)
                    .concat(`the page is ${document.documentElement.scrollWidth} wide at ${innerWidth}`)
                """);
            Assert.True(wide.Length == 0, string.Join('\n', wide.Reverse()));
        }

        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_narrow_screen_has_the_views_behind_a_button()
    {
        await using var page = await browser.OpenAsync("/", width: 360, height: 780);
        var link = page.Page.Locator("#views").GetByRole(AriaRole.Link, new() { Name = "Weekly trend" });

        await Assertions.Expect(link).ToBeHiddenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await link.ClickAsync();

        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Weekly trend");
        await Assertions.Expect(link).ToBeHiddenAsync();
    }
}
