using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Support;

/// <summary>The real server over the repository's data, and a real Chromium to look at it; started once for all tests of a collection.</summary>
public sealed class DashboardBrowser : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DashboardProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly Dictionary<(ColorScheme Colours, bool Still), IBrowserContext> _viewers = [];

    /// <summary>Speaks to the server without a browser.</summary>
    public HttpClient Http { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        _server = DashboardProcess.Serve(Path.Combine(Places.Repository, "data"), Path.Combine(_folder.Path, "warehouse"));
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        Http = new HttpClient { BaseAddress = await _server.ReadyAsync() };
    }

    /// <summary>Opens a page of the dashboard as a viewer who has not been there before; only the assets may still be in the cache.</summary>
    public async Task<OpenPage> OpenAsync(string address, ColorScheme colours = ColorScheme.Light, int width = 1440, int height = 900, bool still = true)
    {
        if (!_viewers.TryGetValue((colours, still), out var viewer))
        {
            viewer = _viewers[(colours, still)] = await _browser!.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = Http.BaseAddress!.ToString(),
                Locale = "en-US",
                ColorScheme = colours,
                ReducedMotion = still ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            });
        }

        var page = await viewer.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        var open = new OpenPage(page);
        await open.GotoAsync(address);
        return open;
    }

    /// <summary>The CSV that the server gives out under an address.</summary>
    public async Task<CsvRows> CsvAsync(string address) =>
        CsvRows.Parse(await Http.GetByteArrayAsync(new Uri(address, UriKind.Relative)));

    /// <summary>The page as it comes from the server, before any script has run.</summary>
    public async Task<IDocument> HtmlAsync(string address) =>
        new HtmlParser().ParseDocument(await Http.GetStringAsync(new Uri(address, UriKind.Relative)));

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Tests of what one does with a page; they share a server and a browser and take turns.</summary>
[CollectionDefinition]
public sealed class BrowserTests : ICollectionFixture<DashboardBrowser>;

/// <summary>Tests that go over all pages; beside the others, as they take longest.</summary>
[CollectionDefinition]
public sealed class PageSweeps : ICollectionFixture<DashboardBrowser>;
