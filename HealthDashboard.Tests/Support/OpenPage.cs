using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Support;

/// <summary>A page of the dashboard in the browser, with everything the browser complains about.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private const string Cells = "[...document.querySelectorAll('.grid tbody tr')].map(row => [...row.cells].map(cell => cell.innerText.trim()))";

    /// <summary>What the browser itself no longer wanted, because one moved on.</summary>
    private const string GivenUp = "net::ERR_ABORTED";

    private static readonly JsonSerializerOptions AsScriptsWrite = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentQueue<string> _complaints = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, fault) => _complaints.Enqueue("uncaught: " + fault);
        page.RequestFailed += (_, request) =>
        {
            if (request.Failure != GivenUp)
                _complaints.Enqueue($"request failed: {request.Url} {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Enqueue($"answered {response.Status}: {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, uncaught exceptions, failed requests.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public string Address => new Uri(Page.Url).PathAndQuery;

    public ILocator Rows => Page.Locator(".grid tbody tr");

    public async Task GotoAsync(string address)
    {
        await Page.GotoAsync(address);
        await AliveAsync();
    }

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await AliveAsync();
    }

    /// <summary>The text of every cell of the grid as it stands, row by row.</summary>
    public async Task<List<string[]>> CellsAsync() => [.. await Page.EvaluateAsync<string[][]>($"() => {Cells}")];

    /// <summary>Waits until the grid shows these rows and no others.</summary>
    public async Task ShowsRowsAsync(IReadOnlyList<string[]> rows)
    {
        try
        {
            await Page.WaitForFunctionAsync($"rows => JSON.stringify({Cells}) === rows", JsonSerializer.Serialize(rows, AsScriptsWrite));
        }
        catch (TimeoutException)
        {
            Assert.Equal(rows, await CellsAsync());
        }
    }

    /// <summary>Waits until every chart of the page stands there with its marks, in the colours of the page.</summary>
    public Task DrawnAsync() => Page.WaitForFunctionAsync(
        """
        marks => [...document.querySelectorAll("figure.chart")].every(chart =>
            chart.querySelector(`.apexcharts-theme-${document.documentElement.dataset.theme}`)?.querySelector(marks))
        """,
        Marks);

    /// <summary>What ApexCharts draws for a value, whatever the kind of the chart.</summary>
    public static string Marks { get; } = string.Join(", ", new[]
    {
        "bar-area", "pie-area", "treemap-rect", "heatmap-rect", "boxPlot-area", "rangebar-area", "series-markers",
    }.Select(mark => "svg .apexcharts-" + mark));

    /// <summary>The first chart of the page as a picture, by its menu.</summary>
    /// <param name="format">PNG or SVG.</param>
    public async Task<IDownload> SaveChartAsync(string format)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "What to do with this chart" }).First.ClickAsync();
        return await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = $"Picture ({format})" }).ClickAsync());
    }

    /// <summary>Closes the page and forgets what it has left behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.EvaluateAsync("() => localStorage.clear()");
        await Page.CloseAsync();
        await Page.Context.ClearCookiesAsync();
    }

    /// <summary>Waits until the server has taken the page over: its buttons hear clicks then, and know the colours the viewer sees.</summary>
    public Task AliveAsync() => Page.WaitForFunctionAsync(
        """
        () => {
            const button = document.querySelector("header button:last-of-type");
            const hears = Object.keys(button ?? {}).some(key => key.startsWith("_blazorEvents"));
            return document.documentElement.dataset.keys === "ready" && hears && button.ariaLabel === (document.documentElement.dataset.theme === "dark" ? "Use light colours" : "Use dark colours");
        }
        """);
}
