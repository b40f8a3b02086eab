using HealthDashboard.Access;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Accounts with Chromium: passkeys by its virtual authenticator, and what becomes of a page that stays open while a role changes.</summary>
public sealed class AccountsPageTests(SharedServer shared, AccountsServer server)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        server.Person("pat", "admin=*");
        await using var viewer = await (await shared.ChromiumAsync()).NewContextAsync();
        await using var open = new OpenPage(await viewer.NewPageAsync());
        var (page, home) = (open.Page, $"http://localhost:{(await server.AddressAsync()).Port}/");
        var device = await viewer.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync(home + "account/passkeys");
        await SuitsAsync(page);
        await page.GetByLabel("Name").FillAsync("pat");
        await page.GetByLabel("Password").FillAsync(AccountsServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have none.")).ToBeVisibleAsync();
        await page.GetByLabel("What you call it").FillAsync("Desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync(["Desk"]);
        await SuitsAsync(page);

        await viewer.ClearCookiesAsync();
        await page.GotoAsync(home + "people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("People");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "pat" })).ToContainTextAsync("passkey");
        await SuitsAsync(page);

        await page.GotoAsync(home + "account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: Desk" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have none.")).ToBeVisibleAsync();
        Assert.Empty(open.Complaints);

        // The device still has it.
        await viewer.ClearCookiesAsync();
        await page.GotoAsync(home);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This passkey does not open an account here");
    }

    [Fact]
    public async Task A_page_that_stays_open_shows_nothing_more_once_the_role_has_changed()
    {
        var uma = server.Person("uma");
        var (chromium, address) = (await shared.ChromiumAsync(), await server.AddressAsync());
        using var visitor = await server.SignedInAsync("uma");
        await using var viewer = await chromium.NewContextAsync();
        await viewer.AddCookiesAsync([new Cookie { Name = "session", Value = visitor.Session!, Url = address.ToString() }]);
        await using var open = new OpenPage(await viewer.NewPageAsync());
        await open.GotoAsync(address.ToString());
        await Assertions.Expect(open.Page.Locator(".whose")).ToHaveTextAsync("Cardiology, as analyst");

        server.Accounts.SetReach(uma.Id, Reach.Parse("viewer=Cardiology"));

        await Assertions.Expect(open.Page.Locator("main")).ToContainTextAsync("Your session has ended", new() { Timeout = 5000 });
        await Assertions.Expect(open.Page.Locator("header, nav, table")).ToHaveCountAsync(0);
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
