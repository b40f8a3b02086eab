using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Torture;

/// <summary>Runs that are killed, each at another moment. The moments follow what the run has done so far, not the clock.</summary>
public sealed class KillTests(TwoHospitals hospitals) : IClassFixture<TwoHospitals>, IDisposable
{
    private readonly KilledWarehouse _warehouse = new(hospitals);

    /// <summary>The lines of a run until it publishes, one for each file and table and two more, and the first two of the ledger.</summary>
    private static int Lines => SourceTable.All.Count + GoldLayer.Star.Count + GoldCatalog.All.Count + 4;

    [Fact]
    public async Task A_run_killed_behind_any_line_it_prints_leaves_one_whole_snapshot_and_the_next_run_cleans_up()
    {
        var published = _warehouse.Publish("A");
        var kills = new List<string>();
        for (var line = 1; line <= Lines; line++)
        {
            await using (var run = _warehouse.Start(KilledWarehouse.Other(published)))
            {
                await run.PrintedAsync(line);
                run.Kill();
                await run.EndAsync();
            }

            var left = _warehouse.AssertWhole();
            kills.Add(left == published ? "before publishing" : "after publishing");
            published = _warehouse.AssertNextRunCleansUp(left);
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
        _warehouse.Publish("A");
        _warehouse.Publish("B");
        await using (var run = _warehouse.Start("A"))
        {
            using var watcher = new FileSystemWatcher(_warehouse.Path, file) { IncludeSubdirectories = true };
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

        _warehouse.AssertNextRunCleansUp(_warehouse.AssertWhole());
    }

    public void Dispose() => _warehouse.Dispose();
}
