using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HealthDashboard.Benchmarks.DuckDb;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>The pipeline beside DuckDB on the same files, taking turns, each in a process of its own from start to exit.</summary>
public static class PipelineBenchmark
{
    private sealed record Size(int Scale, double Dirty, int Rounds)
    {
        public string Name => $"{Figures.Size(Scale)}{(Dirty > 0 ? " dirty" : "")}";
    }

    private sealed record Result(Size Size, List<MeasuredProcess> Ours, List<MeasuredProcess> Theirs, string Same)
    {
        public double Seconds => Figures.Median(Ours.Select(run => run.Seconds));

        public double TheirSeconds => Figures.Median(Theirs.Select(run => run.Seconds));

        public double TheirWork => Figures.Median(Theirs.Select(run => double.Parse(run.Output, CultureInfo.InvariantCulture)));

        public double Layer(string name) => Figures.Median(Ours.Select(run => (double)JsonNode.Parse(run.Output)!["seconds"]![name]!));
    }

    public static void Run(Bench bench)
    {
        var middle = Math.Max(1, bench.Scale / 10);
        Size[] sizes = [new(1, 0, 5), new(middle, 0, 3), new(middle, 0.05, 3), new(bench.Scale, 0, 3)];
        var results = sizes.DistinctBy(size => size.Name).Select(size => Compare(bench, size)).ToList();
        string[] layers = ["bronze", "silver", "gold", "checks"];
        var clean = results.Where(result => result.Size.Dirty == 0).TakeLast(2).ToList();
        var slope = Math.Log(clean[^1].Seconds / clean[0].Seconds) / Math.Log((double)clean[^1].Size.Scale / clean[0].Size.Scale);
        bench.Report.Write(
            "pipeline",
            ["data", "ours, s", "DuckDB, s", "ratio", "DuckDB without its process, s", "ours, MB at most", "DuckDB, MB at most", .. layers.Select(layer => layer + ", s"), "same totals"],
            results.Select(result => (IReadOnlyList<string>)
            [
                result.Size.Name,
                Figures.Text(result.Seconds),
                Figures.Text(result.TheirSeconds),
                Figures.Text(result.Seconds / result.TheirSeconds),
                Figures.Text(result.TheirWork),
                Figures.Megabytes(result.Ours.Max(run => run.PeakBytes)),
                Figures.Megabytes(result.Theirs.Max(run => run.PeakBytes)),
                .. layers.Select(layer => Figures.Text(result.Layer(layer))),
                result.Same,
            ]),
            clean.Count < 2 ? [] : [$"Log-log slope from {clean[0].Size.Name} to {clean[^1].Size.Name}: {Figures.Text(slope)} (1 is as fast as the data grow)."]);
    }

    /// <summary>The hidden command that is DuckDB's process; prints the seconds it worked.</summary>
    public static int DuckDbProcess(string data, string file)
    {
        var clock = Stopwatch.StartNew();
        DuckDbWarehouse.Build(data, file);
        Console.WriteLine(clock.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static Result Compare(Bench bench, Size size)
    {
        var data = bench.Data(size.Scale, size.Dirty);
        var (warehouse, file) = (Path.Combine(bench.Folder, "ours"), Path.Combine(bench.Folder, "theirs.duckdb"));
        var program = bench.Program;
        var result = new Result(size, [], [], "");
        // The first turn of each, not counted, brings files and programs into the system's cache.
        for (var round = 0; round <= size.Rounds; round++)
        {
            Bench.Say($"pipeline {size.Name}, {(round == 0 ? "warming up" : $"round {round} of {size.Rounds}")}");
            var ours = MeasuredProcess.Run(program, "pipeline", "--json", "--Data:Path", data, "--Warehouse:Path", warehouse).MustSucceed();
            var theirs = MeasuredProcess.Run(typeof(PipelineBenchmark).Assembly.Location, Program.DuckDbCommand, data, file).MustSucceed();
            if (round == 0)
                result = result with { Same = SameTotals(warehouse, file) };
            else
                (result.Ours, result.Theirs).Add(ours, theirs);
            Directory.Delete(warehouse, recursive: true);
            File.Delete(file);
        }

        return result;
    }

    private static void Add(this (List<MeasuredProcess> Ours, List<MeasuredProcess> Theirs) results, MeasuredProcess ours, MeasuredProcess theirs)
    {
        results.Ours.Add(ours);
        results.Theirs.Add(theirs);
    }

    /// <summary>Whether both made the same of the files: rows and sums of every table of gold.</summary>
    private static string SameTotals(string warehouse, string file)
    {
        var snapshot = new SnapshotStore(new WarehouseOptions { Path = warehouse }).Current!;
        using var theirs = DuckDbWarehouse.Open(file);
        using var ours = snapshot.Files!.OpenFiles();
        var queries = GoldLayer.Star.Select(table => $"select count(*) from {table}")
            .Concat(GoldCatalog.All.Select(view => $"select count(*){string.Concat(view.Columns.Where(column => column.AddsUp).Select(column => $", sum({column.Name})"))} from {view.Name}"))
            .ToList();
        var same = queries.Count(query => Numbers(query).SequenceEqual(theirs.Numbers(query)));
        snapshot.Release();
        return $"{same} of {queries.Count}";

        IReadOnlyList<decimal> Numbers(string query)
        {
            using var command = ours.CreateCommand();
            command.CommandText = query;
            using var row = command.ExecuteReader();
            row.Read();
            return Figures.Of(row);
        }
    }
}
