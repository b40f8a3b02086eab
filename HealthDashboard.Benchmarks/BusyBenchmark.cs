using System.Diagnostics;
using System.Text.Json.Nodes;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>Pages while a run is under way beside the same pages at rest. Each load has a period nobody asked for before, so that no answer was kept.</summary>
public static class BusyBenchmark
{
    private const int WarmingUp = 15;
    private const int Rounds = 45;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private sealed record Page(string Name, Func<Scope, string> Address)
    {
        public List<double> AtRest { get; } = [];

        public List<double> During { get; } = [];
    }

    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var (data, warehouse) = (Path.Combine(bench.Folder, "busy-data"), Path.Combine(bench.Folder, "busy-warehouse"));
        Directory.CreateDirectory(data);
        foreach (var file in Directory.GetFiles(bench.Data(bench.Scale)))
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        Bench.Say($"{Figures.Size(bench.Scale)} first run");
        await using var server = new DashboardServer(bench.Program, ["--Data:Path", data, "--Warehouse:Path", warehouse]);
        await server.ReadyAsync();
        var snapshot = new SnapshotStore(new WarehouseOptions { Path = warehouse }).Current!;
        var (period, department) = (FilterChoices.Of(snapshot, Reach.Everything).Period, FilterChoices.Of(snapshot, Reach.Everything).Departments[0]);
        snapshot.Release();
        Page[] pages =
        [
            new("overview", Address.Home),
            new("department", scope => Address.Department(department, scope)),
            new(WeeklyVisitTrends.View.Name, scope => Address.View(WeeklyVisitTrends.View.Name, scope)),
            new(PatientSummary.View.Name, scope => Address.View(PatientSummary.View.Name, scope)),
            new("data and pipeline", _ => Address.Pipeline),
        ];
        var asked = 0;

        for (var round = 0; round < WarmingUp; round++)
            await RoundAsync(_ => []);
        for (var round = 0; round < Rounds; round++)
            await RoundAsync(page => page.AtRest);
        Bench.Say($"{Figures.Size(bench.Scale)} a run beside the pages");
        await File.AppendAllTextAsync(Path.Combine(data, "doctors.csv"), $"D-new,Ada Vale,{department},7\n");
        var clock = Stopwatch.StartNew();
        // The server waits for files to rest before it runs.
        while (!await RunsAsync() && clock.Elapsed < Longest)
            await Task.Delay(50);
        while (await RunsAsync() && clock.Elapsed < Longest)
            await RoundAsync(page => page.During);

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

        async Task RoundAsync(Func<Page, List<double>> into)
        {
            foreach (var page in pages)
            {
                var scope = new Scope { Reach = Reach.Everything, From = period.First.AddDays(asked++ % 365), To = period.Last.AddDays(-asked / 365) };
                into(page).Add((await PagesBenchmark.LoadAsync(server.Http, page.Address(scope), "br, gzip")).Whole);
            }
        }

        async Task<bool> RunsAsync() =>
            JsonNode.Parse(await server.Http.GetStringAsync(new Uri("/pipeline/status.json", UriKind.Relative)))!["progress"] is not null;
    }
}
