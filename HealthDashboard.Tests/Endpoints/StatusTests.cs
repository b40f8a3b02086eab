using System.Net;
using System.Text.Json.Nodes;
using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

public sealed class StatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    [Fact]
    public async Task The_status_holds_what_scripts_rely_on_and_both_probes_are_healthy_once_a_snapshot_is_published()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(http, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(http, "/health/ready"));
        StatusContract.Holds(await EndedAsync(http), "published");
    }

    [Fact]
    public async Task After_a_restart_with_the_same_files_the_run_is_skipped_and_the_snapshot_is_there_at_once()
    {
        Hospital.Tiny.WriteTo(Data);
        await ProgramRun.OfAsync("pipeline", "--Data:Path", Data, "--Warehouse:Path", Warehouse);

        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(http, "/health/ready"));
        await server.SaidAsync("nothing to do");
        StatusContract.Holds(await EndedAsync(http), "unchanged");
    }

    [Fact]
    public async Task Without_files_the_server_lives_is_not_ready_and_says_what_it_waits_for()
    {
        Directory.CreateDirectory(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.AddressAsync() };
        await server.SaidAsync("refused by file_missing");
        var status = await EndedAsync(http);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(http, "/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(http, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(http, "/gold/insurance_summary.csv")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(http, "/gold/insurance_summary.zip")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(http, "/pipeline/rejected.csv")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(http, "/gold/no_such_view.csv")).Status);
        Assert.Contains("patients.csv was not found", (string?)status["reason"], StringComparison.Ordinal);
        Assert.Null(status["published_at"]);
        foreach (var address in new[] { "/", "/gold/insurance_summary", "/departments/Cardiology", "/doctors/D1", "/patients/P1", "/pipeline" })
        {
            var (code, page) = await GetAsync(http, address);
            Assert.Equal(HttpStatusCode.OK, code);
            Assert.Contains("patients.csv was not found", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task New_files_are_published_by_themselves_and_a_refused_copy_leaves_the_numbers_as_they_were()
    {
        Hospital.Tiny.WriteTo(Data);
        await using var server = DashboardProcess.Serve(Data, Warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        await server.SaidAsync(" published in ");

        Hospital.Tiny.File("visits.csv", null).WriteTo(Data);
        await server.SaidAsync("refused by file_missing");
        Assert.Contains("100.00", (await GetAsync(http, "/gold/insurance_summary.csv")).Text, StringComparison.Ordinal);

        Hospital.Tiny.Treatment("T2,V1,ECG,23.45,MedCare").WriteTo(Data);
        await server.SaidAsync(" published in ");
        Assert.Contains("123.45", (await GetAsync(http, "/gold/insurance_summary.csv")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The status once no run is under way any more.</summary>
    private static async Task<JsonNode> EndedAsync(HttpClient http)
    {
        JsonNode? status = null;
        await Patience.UntilAsync(async _ =>
        {
            status = JsonNode.Parse((await GetAsync(http, "/pipeline/status.json")).Text);
            return (string?)status!["state"] != "running";
        });
        return status!;
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
