using System.Collections.Concurrent;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>What somebody's first visit costs, with nothing in the cache: whoever opens it on the ward's slow network waits for every byte.</summary>
[Collection<BrowserTests>]
public sealed class FirstVisitTests(DashboardBrowser browser)
{
    /// <summary>The letters are 48 kB of it.</summary>
    private const int MostBytes = 370_000;

    private static readonly string[] Text = ["document", "stylesheet", "script"];

    [Theory]
    [InlineData("/")]
    [InlineData("/gold/department_treatment_summary")]
    public async Task Everything_comes_compressed_and_costs_no_more_than_it_may(string address)
    {
        await using var open = await browser.OpenAsync("/pipeline");
        var responses = new ConcurrentQueue<IResponse>();
        var (total, costs) = (0.0, new ConcurrentQueue<string>());
        var network = await open.Page.Context.NewCDPSessionAsync(open.Page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.clearBrowserCache");
        network.Event("Network.loadingFinished").OnEvent += (_, message) =>
        {
            var bytes = message!.Value.GetProperty("encodedDataLength").GetDouble();
            costs.Enqueue(bytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
            total += bytes;
        };
        open.Page.Response += (_, response) => responses.Enqueue(response);

        await open.GotoAsync(address);
        await open.DrawnAsync();

        var texts = responses.Where(response => Text.Contains(response.Request.ResourceType)).ToList();
        Assert.InRange(texts.Count, 10, 40);
        foreach (var response in texts)
            Assert.True(await response.HeaderValueAsync("content-encoding") is "br" or "gzip", $"{response.Url} is sent as it is");
        Assert.True(total is > 100_000 and <= MostBytes, $"{total:N0} bytes: {string.Join(" + ", costs)}");
    }
}
