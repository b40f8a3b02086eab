using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Support;

/// <summary>The real server over the repository's data, and viewers of its own in the Chromium that all tests share.</summary>
public sealed class DashboardBrowser(SharedServer shared) : IAsyncLifetime
{
    private readonly Dictionary<(ColorScheme Colours, bool Still), IBrowserContext> _viewers = [];
    private IBrowser? _browser;

    /// <summary>Speaks to the server without a browser.</summary>
    public HttpClient Http { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        _browser = await shared.ChromiumAsync();
        Http = new HttpClient { BaseAddress = await shared.AddressAsync() };
    }

    /// <summary>Opens a page of the dashboard as a viewer who has not been there before; only the assets may still be in the cache.</summary>
    /// <param name="address">Of the sample's dashboard, or a whole one of another.</param>
    /// <param name="script">Runs before those of the page.</param>
    public async Task<OpenPage> OpenAsync(
        string address, ColorScheme colours = ColorScheme.Light, int width = 1440, int height = 900, bool still = true, string? script = null)
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
        if (script is not null)
            await page.AddInitScriptAsync(script);
        var open = new OpenPage(page);
        await open.GotoAsync(address);
        return open;
    }

    /// <summary>A page of somebody of their own; whoever asks for it closes its context.</summary>
    public async Task<IPage> NewViewerAsync(int width, int height) => await (await _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = Http.BaseAddress!.ToString(),
        Locale = "en-US",
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new ViewportSize { Width = width, Height = height },
    })).NewPageAsync();

    /// <summary>The CSV that the server gives out under an address.</summary>
    public async Task<CsvRows> CsvAsync(string address) =>
        CsvRows.Parse(await Http.GetByteArrayAsync(new Uri(address, UriKind.Relative)));

    /// <summary>The page as it comes from the server, before any script has run.</summary>
    public async Task<IDocument> HtmlAsync(string address) =>
        new HtmlParser().ParseDocument(await Http.GetStringAsync(new Uri(address, UriKind.Relative)));

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        foreach (var viewer in _viewers.Values)
            await viewer.DisposeAsync();
    }
}

/// <summary>Tests of what one does with a page; they share their viewers and take turns.</summary>
[CollectionDefinition]
public sealed class BrowserTests : ICollectionFixture<DashboardBrowser>;
