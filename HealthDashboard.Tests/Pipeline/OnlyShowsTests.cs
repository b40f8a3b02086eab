using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>A program that shows what another one publishes into the same folder changes nothing there.</summary>
public sealed class OnlyShowsTests : IDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);
    private readonly SnapshotStore _shown;

    public OnlyShowsTests()
    {
        var options = new WarehouseOptions { Path = _warehouse.Store.Folder };
        _shown = new SnapshotStore(options, new FileEngine(options.Path, writes: false));
    }

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void It_shows_the_next_run_of_the_other_one()
    {
        var (first, told) = (_shown.Current, 0);
        _shown.Published += () => told++;

        _warehouse.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no"));
        _shown.Refresh();

        Assert.NotEqual(first, _shown.Current);
        Assert.Equal((_warehouse.Snapshot.RunId, 1), (_shown.Current!.RunId, told));
        Assert.Equal(_warehouse.Snapshot.RunId, new RunHistory(_shown).Published()!.RunId);
    }

    [Fact]
    public void A_run_and_a_restore_are_refused_in_words_and_leave_everything_as_it_is()
    {
        var before = FolderContents.Of(_warehouse.Store.Folder);
        var history = new RunHistory(_shown);
        var options = new PipelineOptions { DataPath = _warehouse.DataPath, Run = false };

        var run = new PipelineRun(options, _shown, history, TimeProvider.System, NullLogger<PipelineRun>.Instance).Run(_ => { }, TestContext.Current.CancellationToken);
        var restore = Assert.Throws<EngineException>(() => new SnapshotRestore(options, _shown, history, TimeProvider.System, NullLogger<SnapshotRestore>.Instance).Restore(_warehouse.Snapshot.RunId));

        Assert.Equal((RunState.Failed, restore.Message), (run.State, run.Reason));
        Assert.Contains("another one publishes (Pipeline:Run=false)", restore.Message, StringComparison.Ordinal);
        Assert.Equal(before, FolderContents.Of(_warehouse.Store.Folder));
    }
}
