using System.Text.RegularExpressions;
using HealthDashboard.Telemetry;
using HealthDashboard.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace HealthDashboard.Tests.Telemetry;

/// <summary>What the real program tells of its work when it is asked to print it, and what it never tells.</summary>
public sealed class SignalExportTests : IDisposable
{
    private static readonly (string, string)[] Printed =
        [("OTEL_TRACES_EXPORTER", "console"), ("OTEL_METRICS_EXPORTER", "console"), ("OTEL_METRIC_EXPORT_INTERVAL", "200")];

    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string[] Folders => ["--Data:Path", Data, "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse"), "--State:Path", Path.Combine(_folder.Path, "state")];

    [Fact]
    public async Task A_run_tells_its_layers_its_rows_and_its_rules()
    {
        WriteDirty();
        await using var run = DashboardProcess.StartIn(Printed, ["pipeline", .. Folders]);
        Assert.Equal(0, await run.EndAsync());

        var told = run.Output;
        foreach (var span in new[] { "run", "bronze", "silver", "gold", "checks" })
            Assert.Matches($@"Activity\.DisplayName: +{span}\n", told);
        Assert.Matches("state: published", told);
        AssertCounted(told, 4, "table: visits", "outcome: read");
        AssertCounted(told, 3, "table: visits", "outcome: accepted");
        AssertCounted(told, 1, "table: visits", "outcome: rejected");
        AssertCounted(told, 1, "table: visits", "rule: date_invalid");
        Assert.DoesNotContain("Zzyx", told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_tells_views_and_cache_and_routes_and_no_address()
    {
        WriteDirty();
        await using var server = DashboardProcess.StartIn(Printed, ["--urls", "http://127.0.0.1:0", .. Folders]);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Zzyx/1.0");
        string[] addresses =
        [
            "/gold/patient_summary?q=zzyx", "/gold/patient_summary?q=zzyx", "/patients/PZZYX", "/doctors/DZZYX", "/gold/insurance_summary?department=ZzyxWard",
            "/gold/patient_summary.csv?q=Zzyx", "/gold/zzyx.csv", "/zzyx",
        ];
        foreach (var address in addresses)
            (await http.GetAsync(new Uri(address, UriKind.Relative))).Dispose();

        await Patience.UntilAsync(_ => Task.FromResult(server.Output.Contains("health_dashboard.cache.requests", StringComparison.Ordinal)
            && server.Output.Contains("view: insurance_summary", StringComparison.Ordinal) && server.Output.Contains("hit: true", StringComparison.Ordinal)));
        var told = server.Output;
        Assert.Matches(@"Activity\.DisplayName: +query\n", told);
        Assert.Matches("http.route: /gold/", told);
        Assert.Contains("scope: filtered", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Zzyx", told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Without_a_collector_nothing_is_begun() =>
        Assert.Null(SignalExport.From(new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_SERVICE_NAME", "elsewhere")]).Build()));

    public void Dispose() => _folder.Dispose();

    /// <summary>Every value of a record that could be told has the same letters in it.</summary>
    private void WriteDirty() => Hospital.Empty
        .Patient("PZZYX,Zzyx Byron,36,F,Zzyxland").Patient("P2,Ada Zzyx,zzyx,zzyx,Zzyxland")
        .Doctor("DZZYX,Dr. Zzyx,ZzyxWard,12")
        .Visit("VZZYX,PZZYX,DZZYX,ZzyxWard,2025-03-03,yes").Visit("V2,PZZYX,DZZYX,ZzyxWard,zzyx,yes")
        .Visit("V3,PZZYX,DZZYX,ZzyxWard,2025-03-04,zzyx").Visit("V4,P2,DZZYX,ZzyxAnnex,2025-03-05,no")
        .Treatment("TZZYX,VZZYX,Zzyx,100.00,Zzyxcare").Treatment("T2,VZZYX,Zzyx,20.00,Zzyxcare")
        .WriteTo(Data);

    /// <summary>A point of a meter: its tags in a line, its value on one of the next.</summary>
    private static void AssertCounted(string told, long value, params string[] tags)
    {
        var all = string.Concat(tags.Select(tag => $"(?=[^\n]*{Regex.Escape(tag)}( |$|\n))"));
        Assert.Matches(new Regex($"(?m)^{all}[^\n]*\n(?:[^\n]*\n)?Value: {value}\\b"), told);
    }
}
