using System.Security.Cryptography;
using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Sample;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Two hospitals' files, A and B, and the numbers of each when its run is left in peace.</summary>
public sealed class TwoHospitals : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TwoHospitals()
    {
        DapperTypes.Register();
        foreach (var (data, seed) in new[] { ("A", 1UL), ("B", 2UL) })
        {
            SampleData.Write(Folder(data), seed: seed);
            var alone = new SnapshotStore(new WarehouseOptions { Path = Folder("only " + data) });
            Publish(alone, data);
            Numbers[data] = Digest(alone.Current!);
        }

        Assert.NotEqual(Numbers["A"], Numbers["B"]);
    }

    public Dictionary<string, string> Numbers { get; } = [];

    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Runs the pipeline over the files of one of them; answers which.</summary>
    public string Publish(SnapshotStore store, string data)
    {
        var options = new PipelineOptions { DataPath = Folder(data) };
        var run = new PipelineRun(options, store, new RunHistory(store), TimeProvider.System, NullLogger<PipelineRun>.Instance).Run(_ => { }, CancellationToken.None);
        Assert.True(run.State is RunState.Published, $"{run.State}: {run.Reason}");
        return data;
    }

    /// <summary>Every view, digit for digit; the files are sound.</summary>
    public static string Digest(Snapshot snapshot)
    {
        using var all = new MemoryStream();
        foreach (var view in GoldCatalog.All)
            CsvExport.WriteAsync(all, snapshot, view, Scope.Everything, GridQuery.AllRows, CancellationToken.None).GetAwaiter().GetResult();
        using var connection = snapshot.Open();
        foreach (var layer in SnapshotBuilder.Layers)
            Assert.Equal("ok", connection.ExecuteScalar<string>($"pragma {layer}.quick_check"));
        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()));
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Runs that are killed, each at another moment. The moments follow what the run has done so far, not the clock.</summary>
public sealed class KillTests(TwoHospitals hospitals) : IClassFixture<TwoHospitals>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private WarehouseOptions Options => new() { Path = Path.Combine(_folder.Path, "warehouse"), KeepSnapshots = 2 };

    /// <summary>The lines of a run until it publishes, one for each file and table and two more, and the first two of the ledger.</summary>
    private static int Lines => SourceTable.All.Count + GoldLayer.Star.Count + GoldCatalog.All.Count + 4;

    [Fact]
    public async Task A_run_killed_behind_any_line_it_prints_leaves_one_whole_snapshot_and_the_next_run_cleans_up()
    {
        var published = hospitals.Publish(new SnapshotStore(Options), "A");
        var kills = new List<string>();
        for (var line = 1; line <= Lines; line++)
        {
            await using (var run = Start(Other(published)))
            {
                await run.PrintedAsync(line);
                run.Kill();
                await run.EndAsync();
            }

            var left = AssertWhole();
            kills.Add(left == published ? "before publishing" : "after publishing");
            published = AssertNextRunCleansUp(left);
        }

        Assert.Contains("before publishing", kills);
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
        hospitals.Publish(new SnapshotStore(Options), "A");
        hospitals.Publish(new SnapshotStore(Options), "B");
        await using (var run = Start("A"))
        {
            using var watcher = new FileSystemWatcher(Options.Path, file) { IncludeSubdirectories = true };
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

        AssertNextRunCleansUp(AssertWhole());
    }

    public void Dispose() => _folder.Dispose();

    private static string Other(string data) => data == "A" ? "B" : "A";

    private DashboardProcess Start(string data) => DashboardProcess.Start(
        "pipeline", "--Data:Path", hospitals.Folder(data), "--Warehouse:Path", Options.Path, "--Warehouse:KeepSnapshots", "2");

    /// <summary>What is published is one of the two, to the last digit of every view, and says so itself. Answers which.</summary>
    private string AssertWhole()
    {
        var store = new SnapshotStore(Options);
        var snapshot = store.Current;
        Assert.NotNull(snapshot);
        var numbers = TwoHospitals.Digest(snapshot);
        snapshot.Release();
        var published = Assert.Single(hospitals.Numbers, known => known.Value == numbers).Key;
        var record = new RunHistory(store).Published();
        Assert.Equal((snapshot.RunId, RunState.Published), (record?.RunId, record?.State));
        Assert.All(record!.Files, file => Assert.Equal(Sha256(Path.Combine(hospitals.Folder(published), file.Key)), file.Value));
        return published;
    }

    /// <summary>Publishes the other one; afterwards the warehouse holds two snapshots and their records and nothing else. Answers what is published then.</summary>
    private string AssertNextRunCleansUp(string left)
    {
        var published = hospitals.Publish(new SnapshotStore(Options), Other(left));

        Assert.Equal(published, AssertWhole());
        var history = new RunHistory(new SnapshotStore(Options));
        var snapshots = Directory.GetDirectories(Options.Path).Select(path => Path.GetFileName(path)!).Where(name => name != "runs").ToList();
        Assert.Equal(2, snapshots.Count);
        Assert.All(snapshots, runId => Assert.True(history.LastPublished(runId) is not null, $"{runId} was never published"));
        Assert.All(snapshots, runId => Assert.Equal(["bronze.db", "gold.db", "run.json", "silver.db"], Files(Path.Combine(Options.Path, runId))));
        Assert.Equal(["CURRENT", "LOCK"], Files(Options.Path));
        Assert.All(Files(Path.Combine(Options.Path, "runs")), file => Assert.EndsWith("Z.json", file, StringComparison.Ordinal));
        return published;
    }

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
