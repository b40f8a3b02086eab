using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Looking at a past snapshot, laying it beside the published one and restoring it, in the browser.</summary>
public sealed class HistoryTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    [Fact]
    public async Task A_past_snapshot_is_looked_at_compared_and_restored_from_the_history_of_runs()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Path.Combine(_folder.Path, "warehouse"));
        var home = await server.ReadyAsync();
        await server.SaidAsync(" published in ");
        Hospital.Tiny.Patient("P2,Bo Li,70,M,Peru").Visit("V2,P2,D1,Neurology,2025-03-10,no").Treatment("T2,V2,MRI,900,MedCare").WriteTo(Data);
        await server.SaidAsync(" published in ");
        await using var page = await browser.OpenAsync(new Uri(home, "/pipeline").ToString(), width: 360, height: 780);

        await Assertions.Expect(page.Page.Locator("table.runs > tbody > tr")).ToHaveCountAsync(2);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "As it was" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".as-of")).ToContainTextAsync("Not the published numbers.");
        await Assertions.Expect(page.Page.Locator(".six .card .value").First).ToHaveTextAsync("1");
        await page.Page.Locator("h2 a", new() { HasTextString = "Cost per week" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Weekly trend");
        await Assertions.Expect(page.Page.Locator(".as-of")).ToBeVisibleAsync();
        Hospital.Tiny.Treatment("T2,V1,MRI,800,MedCare").WriteTo(Data);
        await Assertions.Expect(page.Page.Locator(".published")).ToContainTextAsync("this page stays as it was", new() { Timeout = 20_000 });
        Assert.DoesNotContain("$900", await page.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(new Uri(home, "/pipeline").ToString());
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).Last.ClickAsync();
        await page.Page.Locator("[aria-labelledby=compared-views] a", new() { HasTextString = "Departments by week" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[aria-labelledby=compared-rows] ins").First).ToContainTextAsync("$900.00");
        await AssertSoundAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" })).ToBeVisibleAsync();
        await AssertSoundAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Restore this snapshot" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync("Restored 0001-");
        Assert.Contains("100.00", await browser.Http.GetStringAsync(new Uri(home, "/gold/insurance_summary.csv")), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertSoundAsync(OpenPage page)
    {
        Assert.Empty(await Axe.ViolationsAsync(page.Page));
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
