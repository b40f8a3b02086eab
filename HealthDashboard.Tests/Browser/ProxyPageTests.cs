using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>A page through a proxy that signs people in, with Chromium.</summary>
public sealed class ProxyPageTests(SharedServer shared, ProxyServer server)
{
    [Fact]
    public async Task A_page_is_alive_and_shows_nothing_more_once_the_browser_is_somebody_elses()
    {
        var (chromium, proxy) = (await shared.ChromiumAsync(), await server.ProxyAsync());
        await using var browser = await chromium.NewContextAsync();
        await browser.AddCookiesAsync([At("ada")]);
        await using var open = new OpenPage(await browser.NewPageAsync());
        await open.GotoAsync(new Uri(proxy.SignsIn, "/gold/insurance_summary").ToString());
        await Assertions.Expect(open.Page.Locator(".whose")).ToHaveTextAsync("All departments, as administrator");
        await open.Page.EvaluateAsync("() => Blazor.navigateTo('pipeline/upload')");
        await Assertions.Expect(open.Page.Locator("h1")).Not.ToHaveTextAsync("Insurance");
        Assert.Empty(open.Complaints);

        await browser.AddCookiesAsync([At("ben")]);
        var second = await browser.NewPageAsync();
        await second.GotoAsync(proxy.SignsIn.ToString());
        await Assertions.Expect(second.Locator(".whose")).ToHaveTextAsync("Cardiology, as analyst");

        await Assertions.Expect(open.Page.Locator("main")).ToContainTextAsync("Your session has ended", new() { Timeout = 5000 });
        await Assertions.Expect(open.Page.Locator("header, nav, table, .whose")).ToHaveCountAsync(0);

        Cookie At(string name) => new() { Name = ProxyServer.Cookie, Value = name, Url = proxy.SignsIn.ToString() };
    }
}
