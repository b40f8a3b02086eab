using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Engines;

/// <summary>A hospital that has kept its runs in files for months, changes to a database, and may come back.</summary>
public sealed class EngineChangeTests(PostgresCluster postgres)
{
    [Fact]
    public async Task Nothing_of_the_files_goes_and_whoever_comes_back_finds_all_of_it()
    {
        using var files = new TestWarehouse();
        files.Run(Hospital.Tiny);
        Assert.Equal(RunState.Published, files.Run(Grown(1)).State);
        var (before, kept) = (FolderContents.Of(files.Store.Folder), files.Store.Kept());
        Assert.Equal(2, kept.Count);

        using (var engine = PublishedTwice.Engine(await postgres.DatabaseAsync(), files.Store.Folder))
        {
            var store = new SnapshotStore(new WarehouseOptions { Path = files.Store.Folder, KeepSnapshots = 1 }, engine);
            var pipeline = new PipelineRun(new PipelineOptions { DataPath = files.DataPath }, store, new RunHistory(store), TimeProvider.System, files.Log.For<PipelineRun>());
            for (var treatments = 1; treatments <= 4; treatments++)
            {
                Grown(treatments).WriteTo(files.DataPath);
                var run = pipeline.Run(_ => { }, TestContext.Current.CancellationToken);
                Assert.True(run.State == RunState.Published, run.Reason);
                Assert.Equal(treatments, RunId.Number(run.RunId));
            }

            Assert.Equal(store.Current!.RunId, store.Current.Files!.RunId);
            Assert.Equal([4, 3], store.Kept().Select(RunId.Number));

            // Published is published, whether or not it can be read at that moment, and others show the one before.
            store.Prepare = _ => throw new TimeoutException();
            Grown(5).WriteTo(files.DataPath);
            Assert.Equal(RunState.Published, pipeline.Run(_ => { }, TestContext.Current.CancellationToken).State);
            Assert.Equal([5, 4], store.Kept().Select(RunId.Number));
        }

        var after = FolderContents.Of(files.Store.Folder);
        Assert.Equal(before, after.Where(file => before.ContainsKey(file.Key)));
        Grown(1).WriteTo(files.DataPath);
        Assert.Equal(RunState.Unchanged, files.Run().State);
        Assert.Equal(kept, files.Store.Kept());
        Assert.Null(files.Store.Current!.Damage(surely: true));
    }

    [Fact]
    public async Task A_text_that_files_look_up_by_and_a_database_cannot_is_told_in_words_without_it()
    {
        var letters = new byte[3000];
        new Random(1).NextBytes(letters);
        var department = Convert.ToBase64String(letters);
        var connection = await postgres.DatabaseAsync();
        using var warehouse = new TestWarehouse(engine: folder => PublishedTwice.Engine(connection, folder));

        var run = warehouse.Run(Hospital.Tiny.Doctor($"D2,Dr. Long,{department},3").Visit($"V2,P1,D2,{department},2025-03-04,no"));

        Assert.Equal(RunState.Failed, run.State);
        Assert.Matches("^The column [a-z_]+ of [a-z_]+ holds a text of 4000 bytes, and rows are looked up by it. Expected at most 2,700", run.Reason);
        Assert.DoesNotContain(department[..9], run.Reason, StringComparison.Ordinal);
        Assert.Equal([RunState.Failed], warehouse.History.All().Select(each => each.State));
    }

    private static Hospital Grown(int treatments) => Enumerable.Range(2, treatments).Aggregate(Hospital.Tiny, (hospital, id) => hospital.Treatment($"T{id},V1,MRI,1.00,MedCare"));
}
