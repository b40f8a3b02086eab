using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Runs that are killed, each at another moment. The moments follow what the run has done so far, not the clock.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WarehouseOptions _options;
    private readonly Dictionary<string, string> _numbers = [];

    public KillTests()
    {
        DapperTypes.Register();
        _options = new WarehouseOptions { Path = Path.Combine(_folder.Path, "warehouse"), KeepSnapshots = 2 };
        foreach (var (data, seed) in new[] { ("A", 1UL), ("B", 2UL) })
        {
            SampleData.Write(Folder(data), seed: seed);
            var alone = new SnapshotStore(new WarehouseOptions { Path = Folder("only " + data) });
            Publish(alone, data);
            _numbers[data] = Numbers(alone.Current!);
        }
    }

    [Fact]
    public async Task A_run_killed_behind_any_line_it_prints_leaves_one_whole_snapshot_and_the_next_run_cleans_up()
    {
        var published = Publish(new SnapshotStore(_options), "A");
        var kills = new List<string>();
        for (var line = 1; kills.Count(kill => kill == "after publishing") < 2; line++)
        {
            await using (var run = Start(Other(published)))
            {
                await run.PrintedAsync(line);
                run.Kill();
                await run.EndAsync();
            }

            kills.Add(AssertWhole() == published ? "before publishing" : "after publishing");
            published = AssertNextRunCleansUp();
        }

        Assert.InRange(kills.Count(kill => kill == "before publishing"), 10, 40);
    }

    /// <summary>The moments around publishing, which no line tells of: a file of the warehouse has just been made, renamed or removed.</summary>
    [Theory]
    [InlineData("gold.db", WatcherChangeTypes.Created)]
    [InlineData("run.json.new", WatcherChangeTypes.Created)]
    [InlineData("run.json", WatcherChangeTypes.Renamed)]
    [InlineData("CURRENT.new", WatcherChangeTypes.Created)]
    [InlineData("CURRENT", WatcherChangeTypes.Renamed)]
    [InlineData("*-*.json.new", WatcherChangeTypes.Created)]
    [InlineData("*-*.json", WatcherChangeTypes.Renamed)]
    [InlineData("gold.db", WatcherChangeTypes.Deleted)]
    public async Task A_run_killed_around_publishing_leaves_one_whole_snapshot_and_the_next_run_cleans_up(string file, WatcherChangeTypes change)
    {
        // Two snapshots are kept: the killed run has one to remove.
        Publish(new SnapshotStore(_options), "A");
        Publish(new SnapshotStore(_options), "B");
        await using (var run = Start("A"))
        {
            using var watcher = new FileSystemWatcher(_options.Path, file) { IncludeSubdirectories = true };
            watcher.Created += KillAt;
            watcher.Renamed += KillAt;
            watcher.Deleted += KillAt;
            watcher.EnableRaisingEvents = true;
            await run.EndAsync();

            void KillAt(object sender, FileSystemEventArgs seen)
            {
                if (seen.ChangeType == change)
                    run.Kill();
            }
        }

        AssertNextRunCleansUp();
    }

    public void Dispose() => _folder.Dispose();

    private static string Other(string data) => data == "A" ? "B" : "A";

    private string Folder(string name) => Path.Combine(_folder.Path, name);

    private DashboardProcess Start(string data) => DashboardProcess.Start(
        "pipeline", "--Data:Path", Folder(data), "--Warehouse:Path", _options.Path, "--Warehouse:KeepSnapshots", "2");

    private string Publish(SnapshotStore store, string data)
    {
        var options = new PipelineOptions { DataPath = Folder(data) };
        var run = new PipelineRun(options, store, new RunHistory(store), TimeProvider.System, NullLogger<PipelineRun>.Instance)
            .Run(_ => { }, TestContext.Current.CancellationToken);
        Assert.True(run.State is RunState.Published, $"{run.State}: {run.Reason}");
        return data;
    }

    /// <summary>What is published is one of the two, to the last digit of every view, and says so itself. Answers which.</summary>
    private string AssertWhole()
    {
        var store = new SnapshotStore(_options);
        var snapshot = store.Current;
        Assert.NotNull(snapshot);
        var numbers = Numbers(snapshot);
        snapshot.Release();
        var published = Assert.Single(_numbers, known => known.Value == numbers).Key;
        var record = new RunHistory(store).Published();
        Assert.Equal((snapshot.RunId, RunState.Published), (record?.RunId, record?.State));
        Assert.All(record!.Files, file => Assert.Equal(Sha256(Path.Combine(Folder(published), file.Key)), file.Value));
        return published;
    }

    /// <summary>Publishes what is not published now; afterwards the warehouse holds two snapshots and their records and nothing else. Answers what is published then.</summary>
    private string AssertNextRunCleansUp()
    {
        var published = Publish(new SnapshotStore(_options), Other(AssertWhole()));

        Assert.Equal(published, AssertWhole());
        var history = new RunHistory(new SnapshotStore(_options));
        var snapshots = Directory.GetDirectories(_options.Path).Select(path => Path.GetFileName(path)!).Where(name => name != "runs").ToList();
        Assert.Equal(2, snapshots.Count);
        Assert.All(snapshots, runId => Assert.True(history.WasPublished(runId), $"{runId} was never published"));
        Assert.All(snapshots, runId => Assert.Equal(["bronze.db", "gold.db", "run.json", "silver.db"], Files(Path.Combine(_options.Path, runId))));
        Assert.Equal(["CURRENT", "LOCK"], Files(_options.Path));
        Assert.All(Files(Path.Combine(_options.Path, "runs")), file => Assert.EndsWith("Z.json", file, StringComparison.Ordinal));
        return published;
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>Every view, digit for digit, and how many records each layer holds.</summary>
    private static string Numbers(Snapshot snapshot)
    {
        using var all = new MemoryStream();
        foreach (var view in GoldCatalog.All)
            CsvExport.WriteAsync(all, snapshot, view, Scope.Everything, GridQuery.AllRows, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        using var connection = snapshot.Open();
        foreach (var layer in SnapshotBuilder.Layers)
        {
            using var check = connection.CreateCommand();
            check.CommandText = $"pragma {layer}.quick_check";
            Assert.Equal("ok", check.ExecuteScalar());
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(all.ToArray()));
    }

    private static string Sha256(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
