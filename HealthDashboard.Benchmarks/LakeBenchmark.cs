using System.Diagnostics;
using System.Globalization;
using HealthDashboard.Benchmarks.DuckDb;

namespace HealthDashboard.Benchmarks;

/// <summary>The lake beside DuckDB's COPY of the same tables, taking turns, each in a process of its own from start to exit.</summary>
public static class LakeBenchmark
{
    private const int Rounds = 5;

    public static void Run(Bench bench)
    {
        var warehouse = bench.Warehouse(bench.Scale);
        var (ours, theirs) = (Path.Combine(bench.Folder, "lake"), Path.Combine(bench.Folder, "copied"));
        var file = Path.Combine(bench.Folder, "lake.duckdb");
        Bench.Say("building DuckDB's tables");
        using (var duck = DuckDbLake.Build(bench.Data(bench.Scale), file))
            duck.Dispose();
        var (our, their) = (new List<MeasuredProcess>(), new List<MeasuredProcess>());
        long ourBytes = 0, theirBytes = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            Bench.Say($"lake, {(round == 0 ? "warming up" : $"round {round} of {Rounds}")}");
            var one = MeasuredProcess.Run(bench.Program, "lake", "--out", ours, "--Warehouse:Path", warehouse, "--Lake:Names", "true").MustSucceed();
            var other = MeasuredProcess.Run(typeof(LakeBenchmark).Assembly.Location, Program.DuckDbLakeCommand, file, theirs).MustSucceed();
            (ourBytes, theirBytes) = (Bytes(ours), Bytes(theirs));
            if (round > 0)
                (our, their).Add(one, other);
            Directory.Delete(ours, recursive: true);
            Directory.Delete(theirs, recursive: true);
        }

        var (seconds, theirSeconds) = (Figures.Median(our.Select(run => run.Seconds)), Figures.Median(their.Select(run => run.Seconds)));
        bench.Report.Write(
            "lake",
            ["data", "ours, s", "DuckDB, s", "ratio", "ours, MB", "DuckDB, MB", "ratio", "ours, MB of memory at most", "DuckDB, MB of memory at most"],
            [
                [
                    Figures.Size(bench.Scale), Figures.Text(seconds), Figures.Text(theirSeconds), Figures.Text(seconds / theirSeconds), Figures.Megabytes(ourBytes), Figures.Megabytes(theirBytes),
                    Figures.Text((double)ourBytes / theirBytes), Figures.Megabytes(our.Max(run => run.PeakBytes)), Figures.Megabytes(their.Max(run => run.PeakBytes)),
                ],
            ],
            []);
    }

    /// <summary>The hidden command that is DuckDB's process; prints the seconds it worked.</summary>
    public static int DuckDbProcess(string file, string folder)
    {
        var clock = Stopwatch.StartNew();
        DuckDbLake.Copy(file, folder);
        Console.WriteLine(clock.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Add(this (List<MeasuredProcess> Ours, List<MeasuredProcess> Theirs) results, MeasuredProcess ours, MeasuredProcess theirs)
    {
        results.Ours.Add(ours);
        results.Theirs.Add(theirs);
    }

    private static long Bytes(string folder) => Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
}
