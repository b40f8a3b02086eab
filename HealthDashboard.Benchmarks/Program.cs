using System.CommandLine;
using HealthDashboard.Benchmarks.Circuits;

namespace HealthDashboard.Benchmarks;

/// <summary>Measures the dashboard and writes docs/performance.md.</summary>
public static class Program
{
    public const string DuckDbCommand = "duckdb";
    public const string DuckDbLakeCommand = "duckdb-lake";

    public static async Task<int> Main(string[] args)
    {
        if (args is [DuckDbCommand, var data, var file])
            return PipelineBenchmark.DuckDbProcess(data, file);
        if (args is [DuckDbLakeCommand, var tables, var folder])
            return LakeBenchmark.DuckDbProcess(tables, folder);
        if (args is ["lake-example", "--out", var example])
        {
            LakeExample.Write(example);
            return 0;
        }


        var scale = new Option<int>("--scale") { Description = "The largest hospital; the figures of the document are of 1000.", DefaultValueFactory = _ => 1000 };
        var app = new Option<string?>("--app") { Description = "A folder the program was published to; without it, it is published first." };
        var circuits = new Option<int>("--circuits") { Description = "How many pages are held open at once, 1 to 1000.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "How long they change the filter, 5 to 3600.", DefaultValueFactory = _ => 300 };
        var connection = new Option<string?>("--connection") { Description = "An empty database in C.UTF-8 for postgres, such as Host=/var/run/postgresql;Database=bench;Username=bench." };
        var to = new Option<string>("--out") { Description = "The document to write to.", DefaultValueFactory = _ => Path.Combine(Bench.Repository, "docs", "performance.md") };
        var root = new RootCommand("Measures the dashboard beside DuckDB and writes the tables of docs/performance.md.") { scale, app, circuits, seconds, connection, to };
        foreach (var option in root.Options)
            option.Recursive = true;

        (string Name, string What, Func<Bench, Task> Run)[] benchmarks =
        [
            ("pipeline", "From the files to the published views, beside DuckDB.", Sync(PipelineBenchmark.Run)),
            ("lake", "The Delta tables of a snapshot, beside DuckDB's COPY.", Sync(LakeBenchmark.Run)),
            ("postgres", "A snapshot loaded into PostgreSQL, and pages over it.", PostgresBenchmark.RunAsync),
            ("views", "Every view under every single filter, beside DuckDB, and names as one types.", ViewsBenchmark.RunAsync),
            ("pairs", "Every view under every pair of filters.", PairsBenchmark.RunAsync),
            ("reach", "Every view for whoever sees the same departments by name.", ReachBenchmark.RunAsync),
            ("pages", "First byte and whole document of every page.", PagesBenchmark.RunAsync),
            ("sign-in", "Pages without and with a sign-in.", SignInBenchmark.RunAsync),
            ("busy", "Pages while a run is under way.", BusyBenchmark.RunAsync),
            ("start", "From the start of the process to ready.", StartBenchmark.RunAsync),
            ("clicks", "Clicks that filter, in Chromium.", ClicksBenchmark.RunAsync),
            ("circuits", "Many open pages that change the filter.", bench => CircuitsBenchmark.RunAsync(bench, signedIn: false)),
            ("signed-in", "The same of people who have signed in.", bench => CircuitsBenchmark.RunAsync(bench, signedIn: true)),
        ];
        foreach (var (name, what, run) in benchmarks)
            root.Subcommands.Add(Command(name, what, run));
        root.Subcommands.Add(Command("all", "All of them, one after another.", async bench =>
        {
            foreach (var benchmark in benchmarks.Where(each => each.Name != "postgres" || bench.Connection is not null))
                await benchmark.Run(bench);
        }));
        return await root.Parse(args).InvokeAsync();

        Command Command(string name, string what, Func<Bench, Task> run)
        {
            var command = new Command(name, what);
            command.SetAction(async parsed =>
            {
                using var bench = new Bench(parsed.GetRequiredValue(to))
                {
                    App = parsed.GetValue(app),
                    Connection = parsed.GetValue(connection),
                    Scale = Math.Clamp(parsed.GetValue(scale), 1, 1000),
                    Circuits = Math.Clamp(parsed.GetValue(circuits), 1, 1000),
                    Changing = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 5, 3600)),
                };
                await run(bench);
            });
            return command;
        }
    }

    private static Func<Bench, Task> Sync(Action<Bench> run) => bench =>
    {
        run(bench);
        return Task.CompletedTask;
    };
}
