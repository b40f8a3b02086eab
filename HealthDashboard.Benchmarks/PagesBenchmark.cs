using System.Diagnostics;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>Every kind of page over a real connection: its first byte, its whole document, and how many bytes it is.</summary>
public static class PagesBenchmark
{
    private const int Rounds = 20;

    internal sealed record Load(double First, double Whole, long Bytes);

    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var scale in new[] { 1, bench.Scale }.Distinct())
        {
            var snapshot = bench.Snapshot(scale);
            foreach (var (name, address) in Pages(snapshot))
            {
                Bench.Say($"{Figures.Size(scale)} {name}");
                rows.Add([Figures.Size(scale), name, .. await MeasureAsync(bench, scale, address)]);
            }

            snapshot.Release();
        }

        bench.Report.Write(
            "pages",
            ["data", "page", "first byte, just started, ms", "whole, just started, ms", "first byte p50, ms", "whole p50, ms", "whole p95, ms", "kB", "kB on the wire"],
            rows);
    }

    private static IEnumerable<(string Name, string Address)> Pages(Snapshot snapshot)
    {
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var doctor = choices.Doctors(null, "", 1)[0];
        var patient = choices.Patients("", 1)[0];
        var weeks = new Scope { Reach = Reach.Everything, From = choices.Period.Last.AddDays(-90), To = choices.Period.Last };
        yield return ("overview", Address.Home());
        yield return ("overview, department, 13 weeks", Address.Home(weeks with { Department = choices.Departments[0] }));
        yield return ("department", Address.Department(choices.Departments[0]));
        yield return ("doctor", Address.Doctor(doctor.DoctorId));
        yield return ("patient", Address.Patient(patient.PatientId));
        yield return ("data and pipeline", Address.Pipeline);
        foreach (var view in GoldCatalog.All)
            yield return (view.Name, Address.View(view.Name));
    }

    /// <summary>A server of its own for each page: the first load finds nothing compiled and nothing kept.</summary>
    private static async Task<IEnumerable<string>> MeasureAsync(Bench bench, int scale, string address)
    {
        await using var server = new DashboardServer(bench.Program, ["--Data:Path", bench.Data(scale), "--Warehouse:Path", bench.Warehouse(scale)]);
        await server.ReadyAsync();
        var cold = await LoadAsync(server.Http, address, "br, gzip");
        var plain = await LoadAsync(server.Http, address, "identity");
        var warm = new List<Load>();
        for (var round = 0; round < Rounds; round++)
            warm.Add(await LoadAsync(server.Http, address, "br, gzip"));
        return
        [
            Figures.Text(cold.First),
            Figures.Text(cold.Whole),
            Figures.Text(Figures.Median(warm.Select(load => load.First))),
            Figures.Text(Figures.Median(warm.Select(load => load.Whole))),
            Figures.Text(Figures.P95(warm.Select(load => load.Whole))),
            Figures.Text(plain.Bytes / 1e3),
            Figures.Text(warm[^1].Bytes / 1e3),
        ];
    }

    internal static async Task<Load> LoadAsync(HttpClient http, string address, string encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        var clock = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        long bytes = await body.ReadAsync(buffer);
        var first = clock.Elapsed.TotalMilliseconds;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            bytes += read;
        return new Load(first, clock.Elapsed.TotalMilliseconds, bytes);
    }
}
