using System.Globalization;
using System.Text.Json.Nodes;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Query;

namespace HealthDashboard.Benchmarks;

/// <summary>Pages while a run is under way beside the same pages at rest. Every load has a period of its own, so that no answer was kept.</summary>
public static class BusyBenchmark
{
    private const int Rounds = 60;

    public static async Task RunAsync(Bench bench)
    {
        var data = Path.Combine(bench.Folder, "busy-data");
        Directory.CreateDirectory(data);
        foreach (var file in Directory.GetFiles(bench.Data(bench.Scale)))
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        Bench.Say($"{Figures.Size(bench.Scale)} first run");
        await using var server = new DashboardServer(bench.Program, ["--Data:Path", data, "--Warehouse:Path", Path.Combine(bench.Folder, "busy-warehouse")]);
        await server.ReadyAsync();
        var status = await StatusAsync(server);
        var (first, department) = (DateOnly.Parse((string)status["data_from"]!, CultureInfo.InvariantCulture), "Cardiology");
        (string Name, Func<Scope, string> Address, List<double> AtRest, List<double> During)[] pages =
        [
            ("overview", Address.Home, [], []),
            ("department", scope => Address.Department(department, scope), [], []),
            (WeeklyVisitTrends.View.Name, scope => Address.View(WeeklyVisitTrends.View.Name, scope), [], []),
            (PatientSummary.View.Name, scope => Address.View(PatientSummary.View.Name, scope), [], []),
            ("data and pipeline", _ => Address.Pipeline, [], []),
        ];
        var asked = 0;

        for (var round = 0; round < Rounds; round++)
            await RoundAsync(page => page.AtRest, counts: round >= Rounds / 4);
        Bench.Say($"{Figures.Size(bench.Scale)} a run beside the pages");
        await File.AppendAllTextAsync(Path.Combine(data, "doctors.csv"), "D-new,Ada Vale,Cardiology,7\n");
        while ((await StatusAsync(server))["progress"] is null)
            await Task.Delay(50);
        while ((await StatusAsync(server))["progress"] is not null)
            await RoundAsync(page => page.During, counts: true);

        bench.Report.Write(
            "busy",
            ["page", "at rest p50, ms", "at rest p95, ms", "during a run p50, ms", "during a run p95, ms", "p95 to p95", "loads during the run"],
            pages.Select(page => (IReadOnlyList<string>)
            [
                page.Name,
                Figures.Text(Figures.Median(page.AtRest)),
                Figures.Text(Figures.P95(page.AtRest)),
                Figures.Text(Figures.Median(page.During)),
                Figures.Text(Figures.P95(page.During)),
                Figures.Text(Figures.P95(page.During) / Figures.P95(page.AtRest)),
                $"{page.During.Count}",
            ]));

        async Task RoundAsync(Func<(string Name, Func<Scope, string> Address, List<double> AtRest, List<double> During), List<double>> into, bool counts)
        {
            foreach (var page in pages)
            {
                var scope = new Scope { From = first.AddDays(asked++ % 365), To = first.AddDays(600 + (asked / 365)) };
                var load = await PagesBenchmark.LoadAsync(server.Http, page.Address(scope), "br, gzip");
                if (counts)
                    into(page).Add(load.Whole);
            }
        }
    }

    private static async Task<JsonNode> StatusAsync(DashboardServer server) =>
        JsonNode.Parse(await server.Http.GetStringAsync(new Uri("/pipeline/status.json", UriKind.Relative)))!;
}
