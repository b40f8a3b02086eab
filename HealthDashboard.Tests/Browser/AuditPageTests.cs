using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>A page in Chromium, made twice and then alive: each thing that it shows stands in the audit once.</summary>
public sealed class AuditPageTests(SharedServer shared, SignInServer server)
{
    /// <summary>Of nobody else in the tests.</summary>
    private const string Admin = "uma";

    [Fact]
    public async Task What_an_open_page_shows_is_written_down_once_each()
    {
        var (chromium, address, audit) = (await shared.ChromiumAsync(), await server.AddressAsync(), new AuditOf(server.State));
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(Admin);
        await using var viewer = await chromium.NewContextAsync();
        await viewer.AddCookiesAsync([new Cookie { Name = "session", Value = visitor.Session!, Url = address.ToString() }]);
        await using var open = new OpenPage(await viewer.NewPageAsync());
        var before = audit.Last;

        await open.GotoAsync(new Uri(address, "/gold/patient_summary?sort=-total_cost").ToString());
        Assert.Equal(["view /gold/patient_summary?sort=-total_cost"], Written());

        // The first drawing, the switch of colours and a part of the page are nothing new.
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Filter columns" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(".grid th input").First).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(".pager")).ToContainTextAsync("Page 2 of");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("How are we doing?");

        // Letters that were typed are not kept, the patients that were offered are.
        await open.Page.Keyboard.PressAsync("Control+K");
        await open.Page.Locator("#palette input").FillAsync("P910");
        await Assertions.Expect(open.Page.Locator("#palette-found")).ToContainTextAsync("P910");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("h1")).ToContainTextAsync("P910");
        Assert.Equal(
            ["view /gold/patient_summary?sort=-total_cost", "view /gold/patient_summary?sort=-total_cost&page=2", "view /", "search palette", "view /patients/P910"],
            Written());
        Assert.Equal(["P910"], audit.PatientsOf(audit.Since(before, Admin)[3]));

        await open.GotoAsync(new Uri(address, "/audit?patient=P910").ToString());
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Who saw patient P910");
        await open.Page.SetViewportSizeAsync(360, 740);
        Assert.InRange(await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 0, 360);
        Assert.Empty(await Axe.ViolationsAsync(open.Page));
        Assert.Empty(open.Complaints);

        IEnumerable<string> Written() => audit.Since(before, Admin).Select(entry => $"{entry.Action} {entry.What}");
    }
}
