using HealthDashboard.Access;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Benchmarks;

/// <summary>A database as the warehouse: how fast a snapshot is loaded into it, and pages that are served over it by a dashboard that publishes nothing.</summary>
public static class PostgresBenchmark
{
    private const int Rounds = 5;
    private const int Asked = 40;

    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var connection = bench.Connection ?? throw new InvalidOperationException("Expected --connection with an empty database of PostgreSQL in C.UTF-8, as docs/postgresql.md makes it.");
        bench.Report.Write(
            "postgresql-load",
            ["data", "rows", "COPY, s", "rows a second", "with indexes and checks, s"],
            [Load(bench, connection, bench.Scale)],
            ["The middle of five loads after one that warmed up; the database is on the same machine and forgets nothing (`fsync` as it was set)."]);
        bench.Report.Write(
            "postgresql-pages",
            ["data", "page", "just started, ms", "p50, ms", "p95, ms"],
            await PagesAsync(bench, connection, Math.Min(bench.Scale, 100)));
    }

    private static string[] Load(Bench bench, string connection, int scale)
    {
        var files = bench.Snapshot(scale).Files!;
        using var database = new PostgresDatabase(connection);
        var loads = new List<Loaded>();
        for (var round = 0; round <= Rounds; round++)
        {
            Bench.Say($"load, {(round == 0 ? "warming up" : $"round {round} of {Rounds}")}");
            using (var server = database.OpenWriting())
            using (var drop = new NpgsqlCommand($"drop schema if exists {string.Join(", ", RunSchemas.Of(files.RunId).All)} cascade", server))
                drop.ExecuteNonQuery();
            var loaded = new PostgresLoader(database).Load(files);
            if (round > 0)
                loads.Add(loaded);
        }

        var seconds = Figures.Median(loads.Select(load => load.Copied.TotalSeconds));
        return
        [
            Figures.Size(scale), Figures.Text(loads[0].Rows), Figures.Text(seconds), Figures.Text(loads[0].Rows / seconds),
            Figures.Text(Figures.Median(loads.Select(load => load.All.TotalSeconds))),
        ];
    }

    private static async Task<IEnumerable<IReadOnlyList<string>>> PagesAsync(Bench bench, string connection, int scale)
    {
        var publisher = Path.Combine(bench.Folder, "publisher");
        using (var server = new NpgsqlConnection(connection))
        {
            server.Open();
            using var drop = new NpgsqlCommand("drop schema if exists run_0001, run_0001_silver, run_0001_bronze, health_dashboard cascade", server);
            drop.ExecuteNonQuery();
        }

        string[] engine = ["--Warehouse:Engine", "Postgres", "--Warehouse:Connection", connection];
        MeasuredProcess.Run(bench.Program, ["pipeline", "--Data:Path", bench.Data(scale), "--Warehouse:Path", publisher, .. engine]).MustSucceed();
        await using var shown = new DashboardServer(
            bench.Program, ["--Data:Path", bench.Data(scale), "--Warehouse:Path", Path.Combine(bench.Folder, "shown"), "--Pipeline:Run", "false", .. engine]);
        await shown.ReadyAsync();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, address) in Pages(bench.Snapshot(scale)))
        {
            Bench.Say($"{Figures.Size(scale)} {name}");
            var first = await PagesBenchmark.LoadAsync(shown.Http, address(0), "br, gzip");
            var loads = new List<double>();
            for (var turn = 1; turn <= Asked; turn++)
                loads.Add((await PagesBenchmark.LoadAsync(shown.Http, address(turn), "br, gzip")).Whole);
            rows.Add([Figures.Size(scale), name, Figures.Text(first.Whole), Figures.Text(Figures.Median(loads)), Figures.Text(Figures.P95(loads))]);
        }

        return rows;
    }

    /// <summary>Those that ask the database, something else each time, and some that ask memory.</summary>
    private static IEnumerable<(string Name, Func<int, string> Address)> Pages(Snapshot snapshot)
    {
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var everything = Scope.Of(Reach.Everything);
        var (patients, doctors) = (choices.Patients("", Asked + 1), choices.Doctors(null, "", Asked + 1));
        yield return ("overview, another week each time", turn => Address.Home(everything with { From = choices.Period.First.AddDays(7 * turn), To = choices.Period.Last }));
        yield return ("patient", turn => Address.Patient(patients[turn % patients.Count].PatientId));
        yield return ("doctor", turn => Address.Doctor(doctors[turn % doctors.Count].DoctorId));
        yield return ("data and pipeline", _ => Address.Pipeline);
        yield return ("passport of a department's cost", turn =>
            Passport(DepartmentTreatmentSummary.View, "total_cost", choices.Departments[turn % choices.Departments.Count], From(turn)));
        yield return ("passport of all visits", turn => Passport(WeeklyVisitTrends.View, "num_visits", null, From(turn)));
        foreach (var view in GoldCatalog.All)
            yield return (view.Name, turn => Address.View(view.Name, From(turn)));

        Scope From(int turn) => everything with { From = choices.Period.First.AddDays(turn) };
    }

    private static string Passport(GoldView view, string column, string? row, Scope scope) => Address.Passport(new CellReference(view, view.Column(column), scope, row));
}
