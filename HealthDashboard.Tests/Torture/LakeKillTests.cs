using HealthDashboard.Lake;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Lake;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Torture;

/// <summary>Whoever writes a lake is killed, at moments that its files tell of.</summary>
public sealed class LakeKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Lake => Path.Combine(_folder.Path, "lake");

    public void Dispose() => _folder.Dispose();

    /// <param name="place">A part of the path of the file that has just been made.</param>
    /// <param name="count">How many such files are made before the kill.</param>
    [Theory]
    [InlineData("/p/", 9)]
    [InlineData("/00000000000000000001.json", 1)]
    [InlineData("/00000000000000000001.json", 20)]
    [InlineData("published/_delta_log/.0", 1)]
    public async Task A_lake_shows_whole_runs_whenever_it_was_ended(string place, int count)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var first = Write(warehouse.Store, warehouse.History);
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        await using (var process = DashboardProcess.Start("lake", "--out", Lake, "--Warehouse:Path", warehouse.Store.Folder))
        {
            var made = 0;
            using var watcher = new FileSystemWatcher(Lake) { IncludeSubdirectories = true, InternalBufferSize = 1 << 16 };
            watcher.Created += (_, file) =>
            {
                if (file.FullPath.Contains(place, StringComparison.Ordinal) && Interlocked.Increment(ref made) == count)
                    process.Kill();
            };
            watcher.EnableRaisingEvents = true;
            await process.EndAsync();
            // It may have come to its end before it was told of here.
            await Patience.UntilAsync(_ => Task.FromResult(Volatile.Read(ref made) >= count));
        }

        var runs = Runs();
        Assert.All(runs, run => Assert.Equal(first.Tables.Count, run.Count()));
        Assert.Contains(first.Run.Id, runs.Select(run => run.Key));

        Write(warehouse.Store, warehouse.History);

        Assert.Equal([first.Run.Id, warehouse.Snapshot.RunId], Runs().Select(run => run.Key));
        Assert.All(LakeTables.All, table => Assert.Equal(1, ReplayedTable.Of(Path.Combine(Lake, table.Name)).Version));
        Assert.Equal(2, ReplayedTable.Of(Path.Combine(Lake, "gold", "fact_treatments")).Rows().Count);
    }

    private LakeWritten Write(SnapshotStore store, RunHistory history) => new LakeWriter(store, history, TimeProvider.System).Write(new LakeOptions { Path = Lake }, _ => { });

    private List<IGrouping<string, string>> Runs() =>
        [.. ReplayedTable.Of(Path.Combine(Lake, "published")).Rows().Select(row => row.Split(" | ")).GroupBy(row => row[0], row => row[2])];

}
