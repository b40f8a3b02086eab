using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Names in Chromium: revealed with a reason, hidden by a button, and gone from an open page by themselves.</summary>
public sealed class NamesPageTests(SharedServer shared, SignInServer server)
{
    /// <summary>Of nobody else in the tests.</summary>
    private const string Named = "nat";

    [Fact]
    public async Task An_open_page_masks_itself_when_the_time_is_over()
    {
        var (chromium, address) = (await shared.ChromiumAsync(), await server.AddressAsync());
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(Named);
        await using var viewer = await chromium.NewContextAsync();
        await viewer.AddCookiesAsync([new Cookie { Name = "session", Value = visitor.Session!, Url = address.ToString() }]);
        await using var open = new OpenPage(await viewer.NewPageAsync());
        var (page, question) = (open.Page, open.Page.Locator(".question"));
        await open.GotoAsync(new Uri(address, "/patients/P3").ToString());
        await Assertions.Expect(question).ToContainTextAsync("Patient P3");

        await page.GetByRole(AriaRole.Link, new() { Name = "Show names …" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Show names of patients");
        await SuitsAsync(page);
        await page.GetByLabel("A complaint").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show names of patients" }).ClickAsync();
        await Assertions.Expect(question).ToContainTextAsync("Ada Lovelace3");
        await open.AliveAsync();
        await Assertions.Expect(question).ToContainTextAsync("Ada Lovelace3");
        await SuitsAsync(page);

        // By the button of a page that is alive.
        await page.GetByRole(AriaRole.Button, new() { Name = "Hide again" }).ClickAsync();
        await Assertions.Expect(question).ToContainTextAsync("Patient P3");
        await open.AliveAsync();

        // By what happens elsewhere in the session, and by time: nobody touches the page.
        var session = Assert.Single(server.Sessions.Of((await server.ProviderAsync()).GetLeftPart(UriPartial.Authority), Named)).Id;
        server.Sessions.Reveal(session, "complaint", TimeSpan.FromMinutes(15));
        await Assertions.Expect(question).ToContainTextAsync("Ada Lovelace3");
        await page.Keyboard.PressAsync("Control+K");
        await page.Locator("#palette input").FillAsync("lovelace3");
        await Assertions.Expect(page.Locator("#palette-found")).ToContainTextAsync("Ada Lovelace3");
        server.Sessions.Reveal(session, "complaint", TimeSpan.Zero);
        await Assertions.Expect(question).ToContainTextAsync("Patient P3");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Lovelace");
        Assert.Empty(open.Complaints);
    }

    /// <summary>Axe finds nothing, and a phone need not scroll sideways.</summary>
    private static async Task SuitsAsync(IPage page)
    {
        await page.SetViewportSizeAsync(360, 740);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, 360);
        await page.SetViewportSizeAsync(1440, 900);
        Assert.Empty(await Axe.ViolationsAsync(page));
    }
}
