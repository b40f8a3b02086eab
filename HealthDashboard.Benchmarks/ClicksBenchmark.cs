using HealthDashboard.Pages.Addresses;
using Microsoft.Playwright;

namespace HealthDashboard.Benchmarks;

/// <summary>
/// A manager who clicks through the pages in Chromium: from the click to the last paint of what is in sight because of it, the charts
/// included. The browser and the server share this machine's processors. The server has been in use for a while, as a hospital's has in the morning, and
/// was never asked the same; the browser is a fresh one.
/// </summary>
public static class ClicksBenchmark
{
    private const int Clicks = 60;
    private const int WarmUp = 6;

    /// <summary>Of somebody else, over weeks that nobody asks about afterwards: what the server has to compile is compiled then.</summary>
    private const int Before = 40;
    private const string OtherWeeks = "?from=2025-01-06&to=2025-06-29";

    /// <summary>Stamps the click, the largest message of the server that follows (the numbers), and every paint that follows a change of the page.</summary>
    private const string Watching = """
        window.seen = { click: 0, heard: 0, bytes: 0, painted: 0 };
        addEventListener("click", event => { seen.click = event.timeStamp; seen.heard = seen.bytes = seen.painted = 0; }, true);
        const Plain = WebSocket;
        window.WebSocket = class extends Plain {
          constructor(...given) {
            super(...given);
            this.addEventListener("message", message => {
              if (message.data.byteLength > seen.bytes) Object.assign(seen, { heard: performance.now(), bytes: message.data.byteLength });
            });
          }
        };
        const isFarBelow = ({ target }) => target.closest?.(".plot")?.getBoundingClientRect().top > innerHeight;
        new MutationObserver(changes => changes.every(isFarBelow) || requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => { seen.painted = performance.now(); };
          port2.postMessage(null);
        })).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        """;

    /// <summary>A click is done once nothing was painted for half a second; NaN where it changed nothing.</summary>
    private const string Settled = """
        () => new Promise(done => {
          const look = () => {
            const now = performance.now();
            if (now - seen.click > 5000 && !seen.painted) done([-1, -1]);
            else if (seen.painted && now - seen.painted > 500) done([seen.heard - seen.click, seen.painted - seen.click]);
            else setTimeout(look, 50);
          };
          look();
        })
        """;

    public static async Task RunAsync(Bench bench)
    {
        await using var server = new DashboardServer(bench.Program, ["--Data:Path", bench.Data(bench.Scale), "--Warehouse:Path", bench.Warehouse(bench.Scale)]);
        await server.ReadyAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM"), Args = ["--no-sandbox"] });
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, address, marks) in new[]
        {
            ("overview, a row of a leaderboard", Address.Home(), "main .board a[data-pick]"),
            ("explore, a row of a leaderboard", Address.Explore(), "main .board a[data-pick]"),
            ("countrywise_cost_summary, a bar", Address.View("countrywise_cost_summary"), "main .apexcharts-bar-area"),
            ("revenue_by_age_group, a bar", Address.View("revenue_by_age_group"), "main .apexcharts-bar-area"),
            ("treatment_type_summary, a rectangle", Address.View("treatment_type_summary"), "main .apexcharts-treemap-rect"),
        })
        {
            Bench.Say($"clicking on {name}");
            _ = await ClickAsync(server, browser, address + OtherWeeks, marks, Before);
            rows.Add([name, .. await ClickAsync(server, browser, address, marks, Clicks)]);
        }

        bench.Report.Write(
            "clicks",
            [$"page at {Figures.Size(bench.Scale)}, and what is clicked", "clicks", "answer of the server p50, ms", "p95, ms", "last paint p50, ms", "p95, ms", "the server's processor, ms a click"],
            rows);
    }

    private static async Task<IEnumerable<string>> ClickAsync(DashboardServer server, IBrowser browser, string address, string marks, int clicks)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await page.AddInitScriptAsync(Watching);
        await page.GotoAsync(new Uri(server.Address, address).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator(marks).First.WaitForAsync();
        var random = new Random(1);
        var (heard, painted) = (new List<double>(), new List<double>());
        var processor = 0.0;
        for (var click = 0; click < WarmUp + clicks; click++)
        {
            if (click == WarmUp)
            {
                heard.Clear();
                painted.Clear();
                processor = server.ProcessorSeconds;
            }

            var all = page.Locator(marks);
            await all.Nth(random.Next(await all.CountAsync())).ClickAsync(new() { Force = true });
            var times = await page.EvaluateAsync<double[]>(Settled);
            if (times[1] < 0)
                throw new InvalidOperationException($"A click on {address} changed nothing.");
            heard.Add(times[0]);
            painted.Add(times[1]);
        }

        processor = server.ProcessorSeconds - processor;
        await page.CloseAsync();
        return
        [
            $"{clicks}",
            Figures.Text(Figures.Median(heard)),
            Figures.Text(Figures.P95(heard)),
            Figures.Text(Figures.Median(painted)),
            Figures.Text(Figures.P95(painted)),
            Figures.Text(processor * 1000 / clicks),
        ];
    }
}
