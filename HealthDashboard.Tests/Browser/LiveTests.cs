using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What an open page does while the data or the server changes under it.</summary>
public sealed class LiveTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    /// <summary>What has the focus, and where it stands in the window once that is painted, px: while a run is told of above, the browser scrolls on by as much.</summary>
    private const string Focus =
        """
        () => new Promise(told => requestAnimationFrame(() => requestAnimationFrame(() =>
            told({ what: document.activeElement.type, top: document.activeElement.getBoundingClientRect().top }))))
        """;

    [Fact]
    public async Task An_open_page_takes_the_new_numbers_by_itself_and_keeps_filter_focus_and_scroll()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        await using var page = await browser.OpenAsync(new Uri(await server.ReadyAsync(), "/gold/department_treatment_summary?department=Cardiology").ToString(), height: 500);
        await page.DrawnAsync();
        await page.Page.GetByPlaceholder("Search departments").FocusAsync();
        await page.Page.EvaluateAsync("() => scrollTo(0, 200)");
        var before = await page.Page.EvaluateAsync<Focused>(Focus);

        Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare").WriteTo(Data);

        await Assertions.Expect(page.Page.Locator(".grid tbody")).ToContainTextAsync("$1,000.00", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Page.Locator(".published")).ToContainTextAsync("New data was published");
        Assert.Equal("/gold/department_treatment_summary?department=Cardiology", page.Address);
        var after = await page.Page.EvaluateAsync<Focused>(Focus);
        Assert.Equal(before.What, after.What);
        // What stands above is no whole number of pixels high, and a browser scrolls by whole ones.
        Assert.InRange(after.Top - before.Top, -1, 1);
    }

    [Fact]
    public async Task Without_data_the_page_says_why_and_shows_the_numbers_once_they_come()
    {
        Directory.CreateDirectory(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        await using var page = await browser.OpenAsync(new Uri(await server.AddressAsync(), "/").ToString());

        await Assertions.Expect(page.Page.GetByText("patients.csv was not found")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Hospital.Tiny.WriteTo(Data);

        await Assertions.Expect(page.Page.Locator(".card .value").First).ToHaveTextAsync("1", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_what_one_sees_stays()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        await using var page = await browser.OpenAsync(new Uri(await server.ReadyAsync(), "/gold/department_treatment_summary").ToString());

        server.Kill();

        await Assertions.Expect(page.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Page.Locator(".grid tbody")).ToContainTextAsync("$100.00");
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Focused
    {
        public string What { get; init; } = "";

        public double Top { get; init; }
    }
}
