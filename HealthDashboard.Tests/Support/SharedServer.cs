using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace HealthDashboard.Tests.Support;

/// <summary>The real server over the repository's data and a real Chromium: each started once for all tests, when the first of them asks.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    /// <summary>A name of another site that to Chromium leads to this machine.</summary>
    public const string Rebound = "rebound.example";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<DashboardProcess> _server;
    private readonly Lazy<Task<Uri>> _address;
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _chromium = new(LaunchAsync);

    public SharedServer()
    {
        _server = new(() => DashboardProcess.Serve(Path.Combine(Places.Repository, "data"), Warehouse));
        _address = new(() => _server.Value.ReadyAsync());
    }

    /// <summary>Where the server publishes.</summary>
    public string Warehouse => Path.Combine(_folder.Path, "warehouse");

    /// <summary>Answers once a snapshot is published.</summary>
    public Task<Uri> AddressAsync() => _address.Value;

    public async Task<IBrowser> ChromiumAsync() => (await _chromium.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (_chromium.IsValueCreated)
        {
            var (playwright, browser) = await _chromium.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }

        if (_server.IsValueCreated)
            await _server.Value.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {Rebound} 127.0.0.1",
                // Letters stand where the font puts them, as on a screen of today, and not on whole pixels.
                "--font-render-hinting=none",
            ],
        });
        return (playwright, browser);
    }
}
