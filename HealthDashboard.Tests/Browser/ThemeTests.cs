using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

[Collection<BrowserTests>]
public sealed class ThemeTests(DashboardBrowser browser)
{
    private const string LightGround = "rgb(244, 246, 248)";
    private const string DarkGround = "rgb(14, 21, 25)";

    [Fact]
    public async Task The_colours_switch_at_once_with_the_chart_and_survive_a_reload()
    {
        await using var page = await browser.OpenAsync("/gold/department_treatment_summary");
        await page.DrawnAsync();
        await Assertions.Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", LightGround);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);
        await page.DrawnAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);
        await page.DrawnAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", LightGround);
        await page.DrawnAsync();
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Without_a_choice_the_colours_are_those_of_the_system()
    {
        await using var page = await browser.OpenAsync("/", ColorScheme.Dark);

        await Assertions.Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task The_first_paint_has_the_colours_chosen_before(string theme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Cookie", "theme=" + theme);
        using var answer = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"data-theme=\"{theme}\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
