using System.Net;
using System.Net.WebSockets;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Access;

public sealed class ServerLimitsTests
{
    [Fact]
    public async Task A_client_opens_as_many_pages_as_it_may_and_is_refused_one_more_until_it_closes_one()
    {
        using var folder = new TemporaryFolder();
        Hospital.Tiny.WriteTo(Path.Combine(folder.Path, "data"));
        var (data, warehouse) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "warehouse"));
        await using var server = DashboardProcess.Serve(data, warehouse, "--Limits:CircuitsPerClient", "2");
        var address = new UriBuilder(await server.ReadyAsync()) { Scheme = "ws", Path = "/_blazor" }.Uri;
        using var first = await OpenAsync(address);
        using var second = await OpenAsync(address);

        Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(address))).Message, StringComparison.Ordinal);
        first.Abort();
        while (true)
        {
            try
            {
                using var third = await OpenAsync(address);
                break;
            }
            catch (WebSocketException)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    [Fact]
    public async Task Exports_wait_for_their_turn()
    {
        using var folder = new TemporaryFolder();
        Hospital.Tiny.WriteTo(Path.Combine(folder.Path, "data"));
        await using var server = DashboardProcess.Serve(Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "warehouse"));
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };

        var address = new Uri("/gold/patient_summary.csv", UriKind.Relative);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => http.GetAsync(address, TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private static async Task<ClientWebSocket> OpenAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return socket;
    }
}
