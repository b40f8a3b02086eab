using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Signing in and out with Chromium, and what becomes of a page that stays open meanwhile.</summary>
public sealed class SignInPageTests(SharedServer shared, SignInServer server)
{
    /// <summary>Of nobody else in the tests.</summary>
    private const string Admin = "max";

    [Fact]
    public async Task A_page_that_stays_open_shows_nothing_more_once_its_session_has_ended()
    {
        var (chromium, address, provider) = (await shared.ChromiumAsync(), await server.AddressAsync(), await server.ProviderAsync());
        await using var viewer = await chromium.NewContextAsync();
        // The pages of the provider ask for fonts of another site, and wait for them.
        await viewer.RouteAsync(wanted => !wanted.StartsWith("http://127.0.0.1", StringComparison.Ordinal), route => route.AbortAsync());
        var page = await viewer.NewPageAsync();
        await page.GotoAsync(new Uri(address, "/gold/insurance_summary").ToString());
        await page.Locator("input[name=login]").FillAsync(Admin);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/gold/insurance_summary");
        await using var open = new OpenPage(page);
        await open.ReloadAsync();
        await Assertions.Expect(page.Locator(".whose")).ToHaveTextAsync("All departments, as administrator");
        Assert.Empty(open.Complaints);
        await FitsAsync(page);

        _ = server.Sessions.EndAll(provider.GetLeftPart(UriPartial.Authority), Admin);

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your session has ended", new() { Timeout = 5000 });
        await Assertions.Expect(page.Locator("header, nav, table, .imprint, .whose, #palette")).ToHaveCountAsync(0);
        await SuitsAsync(page);

        // The provider still knows the person.
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Assertions.Expect(page.Locator(".whose")).ToHaveTextAsync("All departments, as administrator");
        Assert.EndsWith("/gold/insurance_summary", page.Url, StringComparison.Ordinal);
        await open.AliveAsync();

        // From a page that is alive to one that never is, and from its form to another site.
        await page.Locator(".whose").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Who am I here?");
        await SuitsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(provider + "session/end?**", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator("button").First.ClickAsync();
        await page.WaitForURLAsync("**/signed-out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");
        Assert.DoesNotContain(open.Complaints, complaint => complaint.Contains(address.Authority, StringComparison.Ordinal) || complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Within_an_open_page_too_what_is_for_another_role_is_not_there()
    {
        var (chromium, address) = (await shared.ChromiumAsync(), await server.AddressAsync());
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Viewer);
        await using var viewer = await chromium.NewContextAsync();
        await viewer.AddCookiesAsync([new Cookie { Name = "session", Value = visitor.Session!, Url = address.ToString() }]);
        await using var open = new OpenPage(await viewer.NewPageAsync());
        await open.GotoAsync(address.ToString());
        await Assertions.Expect(open.Page.Locator(".whose")).ToHaveTextAsync("Cardiology, as viewer");

        var answers = new HashSet<string>();
        foreach (var page in new[] { "nowhere", "pipeline/upload", "pipeline/compare", "pipeline/rules/visits/date_invalid" })
        {
            await open.Page.EvaluateAsync($"() => {{ window.alive = true; Blazor.navigateTo('{page}'); }}");
            await Assertions.Expect(open.Page.Locator("h1")).Not.ToHaveTextAsync("How are we doing?");
            answers.Add(await open.Page.Locator("#content > :not(.imprint)").First.InnerTextAsync());
            await open.Page.EvaluateAsync("() => Blazor.navigateTo('./')");
            await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("How are we doing?");
        }

        Assert.Single(answers);

        Assert.True(await open.Page.EvaluateAsync<bool>("() => window.alive"));
        Assert.Empty(open.Complaints);
    }

    /// <summary>Axe finds nothing, and a phone need not scroll sideways.</summary>
    private static async Task SuitsAsync(IPage page)
    {
        await FitsAsync(page);
        Assert.Empty(await Axe.ViolationsAsync(page));
    }

    private static async Task FitsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(360, 740);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, 360);
        await page.SetViewportSizeAsync(1440, 900);
    }
}
