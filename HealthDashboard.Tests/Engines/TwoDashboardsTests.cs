using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Engines;

/// <summary>Two real dashboards over one database, behind a real nginx with the configuration that docs/postgresql.md shows.</summary>
public sealed class TwoDashboardsTests(PostgresCluster postgres) : IDisposable
{
    private static readonly Uri Csv = new("gold/follow_up_summary.csv", UriKind.Relative);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Somebody_stays_with_one_sees_what_all_see_and_is_taken_over_by_the_other()
    {
        var connection = await postgres.DatabaseAsync();
        await PublishedTwice.GrantAsync(connection);
        using var publisher = new TestWarehouse(engine: folder => PublishedTwice.Engine(PublishedTwice.As(connection, PublishedTwice.Publisher), folder));
        publisher.Run(Hospital.Tiny);
        await using var one = Serve("one", connection);
        await using var two = Serve("two", connection);
        var (first, second) = (await one.ReadyAsync(), await two.ReadyAsync());
        var way = ProxyProcess.FreeWays(1)[0];
        await using var nginx = await NginxAsync(way, first, second);
        using var ada = new HttpClient { BaseAddress = way };
        using var here = new HttpClient { BaseAddress = first };
        using var there = new HttpClient { BaseAddress = second };

        var page = await ada.GetAsync(new Uri("pipeline", UriKind.Relative), TestContext.Current.CancellationToken);
        var her = Served(page);
        Assert.Contains("This dashboard shows what another one publishes", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        for (var again = 0; again < 8; again++)
            Assert.Equal(her, Served(await ada.GetAsync(Csv, TestContext.Current.CancellationToken)));
        await Patience.UntilAsync(async cancellation =>
        {
            using var ben = new HttpClient { BaseAddress = way };
            return Served(await ben.GetAsync(Csv, cancellation)) != her;
        });

        publisher.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no"));
        Assert.Equal(RunState.Published, publisher.History.LastPublication()!.State);
        await Patience.UntilAsync(async cancellation => (await here.GetStringAsync(Csv, cancellation)).Contains(",2,2", StringComparison.Ordinal));
        await Patience.UntilAsync(async cancellation => (await there.GetStringAsync(Csv, cancellation)).Contains(",2,2", StringComparison.Ordinal));
        var seen = await ada.GetStringAsync(Csv, TestContext.Current.CancellationToken);
        Assert.Equal(await here.GetStringAsync(Csv, TestContext.Current.CancellationToken), await there.GetStringAsync(Csv, TestContext.Current.CancellationToken));

        (her == "one" ? one : two).Kill();
        Assert.Equal(seen, await ada.GetStringAsync(Csv, TestContext.Current.CancellationToken));
    }

    private static string Served(HttpResponseMessage answer) =>
        answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("served_by=", StringComparison.Ordinal)).Split('=', ';')[1];

    private DashboardProcess Serve(string name, string connection) => DashboardProcess.Serve(
        Path.Combine(_folder.Path, "none"), Path.Combine(_folder.Path, name),
        "--Warehouse:Engine", "Postgres", "--Warehouse:Connection", PublishedTwice.As(connection, PublishedTwice.Reader), "--Pipeline:Run", "false", "--Auth:Mode", "Open",
        "--State:Path", Path.Combine(_folder.Path, name + "-state"));

    private async Task<ProxyProcess> NginxAsync(Uri way, Uri one, Uri two)
    {
        var shown = (await File.ReadAllTextAsync(Path.Combine(Places.Repository, "docs", "postgresql.md"))).Split("```nginx\n")[1].Split("```")[0]
            .Replace("10.0.0.1:5080", one.Authority, StringComparison.Ordinal)
            .Replace("10.0.0.2:5080", two.Authority, StringComparison.Ordinal)
            .Replace("server {\n", $"server {{\n    listen {way.Authority};\n", StringComparison.Ordinal);
        var configuration = Path.Combine(_folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            master_process off;
            pid {{_folder.Path}}/nginx.pid;
            events { worker_connections 64; }
            http {
                access_log off;
                {{string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {_folder.Path}/{kind};"))}}
                {{shown}}
            }
            """);
        return await ProxyProcess.StartAsync("nginx", ["-e", "stderr", "-p", _folder.Path, "-c", configuration], way);
    }
}
