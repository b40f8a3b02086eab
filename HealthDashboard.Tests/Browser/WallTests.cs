using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>A screen on the wall, which nobody stands by.</summary>
public sealed class WallTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("/?wall=30")]
    [InlineData("/?wall=30&numbers=all")]
    [InlineData("/?department=Cardiology&wall=30&numbers=all&look=light")]
    [InlineData("/explore?wall=30&numbers=all")]
    [InlineData("/departments/Cardiology?wall=30&numbers=all")]
    public async Task A_wall_names_nobody_needs_no_mouse_and_fits(string address)
    {
        var (page, complaints) = await OpenAsync(address, 1920, 1080);

        var words = await page.Locator("body").InnerTextAsync();
        Assert.DoesNotContain("Dr. ", words, StringComparison.Ordinal);
        Assert.Contains("HealthDashboard", words, StringComparison.Ordinal);
        Assert.Equal(address.Contains("numbers=all", StringComparison.Ordinal), !words.Contains("Share-safe", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", address.Contains("light", StringComparison.Ordinal) ? "light" : "dark");
        await Assertions.Expect(page.Locator(".on-wall :is(button:not(.chip button), input, select, summary):visible, nav, #palette")).ToHaveCountAsync(0);
        Assert.InRange(await page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.documentElement).fontSize)"), 20, 30);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(2560, 1440)]
    public async Task The_overview_is_one_screen(int width, int height)
    {
        var (page, _) = await OpenAsync("/?wall=30&numbers=all", width, height);

        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - innerHeight"), 0, 60);
        await Assertions.Expect(page.Locator(".board")).ToHaveCountAsync(4);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Pages_are_turned_by_themselves_until_somebody_leaves()
    {
        var (page, complaints) = await OpenAsync("/explore?wall=5&turn=overview&turn=explore", 2560, 2560);

        await page.WaitForURLAsync("**/?wall=5&turn=overview&turn=explore");
        await Assertions.Expect(page.Locator(".on-wall h1")).ToHaveTextAsync("How are we doing?");
        await page.WaitForURLAsync("**/explore?wall=5&turn=overview&turn=explore");
        await page.Keyboard.PressAsync(" ");
        await Assertions.Expect(page.Locator(".on-wall[data-paused]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync("**/?wall=5&turn=overview&turn=explore");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync("**/?share=safe");
        await Assertions.Expect(page.Locator("nav")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_does_not_fit_is_shown_before_the_page_is_turned()
    {
        var (page, _) = await OpenAsync("/departments/Cardiology?wall=5&numbers=all", 1920, 1080);

        await page.WaitForFunctionAsync("() => scrollY > 200 && scrollY < 1080");
        Assert.EndsWith("/departments/Cardiology?wall=5&numbers=all", page.Url, StringComparison.Ordinal);
        await page.Mouse.ClickAsync(900, 500);
        await page.WaitForURLAsync("**/departments/Cardiology");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wall_survives_a_restart_of_the_server_and_shows_its_new_numbers()
    {
        var (data, warehouse) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"));
        Hospital.Tiny.WriteTo(data);
        var server = DashboardProcess.Serve(data, warehouse);
        var home = await server.ReadyAsync();
        var (page, _) = await OpenAsync(new Uri(home, "/?wall=5&numbers=all").ToString(), 1920, 1080);
        await Assertions.Expect(page.Locator(".card .value").First).ToHaveTextAsync("1");

        server.Kill();
        await server.DisposeAsync();
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator(".card .value").First).ToHaveTextAsync("1");
        Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no").WriteTo(data);
        await using var again = DashboardProcess.Serve(data, warehouse, "--urls", home.ToString());
        await again.ReadyAsync();

        await Assertions.Expect(page.Locator(".card .value").First).ToHaveTextAsync("2", new() { Timeout = 30_000 });
        Assert.Contains("wall=5", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/?wall=soon", "wall=soon is not understood. Expected seconds from 5 to 3600")]
    [InlineData("/doctors/D001?wall=30", "What names doctors or patients")]
    public async Task What_a_wall_does_not_show_is_told_in_its_place(string address, string told)
    {
        var page = await browser.HtmlAsync(address);

        Assert.Contains(told, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".card, .board, .grid"));
    }

    [Fact]
    public async Task The_palette_leads_to_the_wall()
    {
        await using var open = await browser.OpenAsync("/explore?measure=num_visits");

        await open.Page.Keyboard.PressAsync("Control+k");
        await open.Page.Keyboard.TypeAsync("wall");
        await open.Page.Locator("#palette [role=option]").First.Filter(new() { HasText = "Show on a wall" }).ClickAsync();

        await open.Page.WaitForURLAsync("**/explore?measure=num_visits&wall=30");
        await Assertions.Expect(open.Page.Locator(".on-wall h1")).ToHaveTextAsync("Explore");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(IPage Page, IReadOnlyCollection<string> Complaints)> OpenAsync(string address, int width, int height)
    {
        var page = await browser.NewViewerAsync(width, height);
        var open = new OpenPage(page);
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("marks => [...document.querySelectorAll('figure.chart')].every(chart => chart.querySelector(marks))", OpenPage.Marks);
        return (page, open.Complaints);
    }
}
