using System.Globalization;
using Dapper;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Pipeline;

public sealed class PublishingTests
{
    [Fact]
    public void Unchanged_files_publish_nothing_new()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var before = FolderContents.Of(warehouse.Store.Folder);
        var published = warehouse.Snapshot.RunId;

        var run = warehouse.Run();

        Assert.Equal((RunState.Unchanged, published), (run.State, run.RunId));
        Assert.Equal(before, FolderContents.Of(warehouse.Store.Folder));
        Assert.Single(warehouse.History.All());
    }

    [Fact]
    public void A_run_is_under_way_while_it_looks_whether_the_files_are_new()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var steps = new List<string>();

        warehouse.Run(report: progress => steps.Add($"{progress.Layer} {progress.What}"));

        Assert.Equal(["bronze files"], steps);
    }

    [Fact]
    public void Changed_files_publish_a_new_snapshot()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var first = warehouse.Snapshot.RunId;

        var run = warehouse.Run(Hospital.Tiny.Treatment("T2,V1,X-ray,0.50,MedCare"));

        Assert.Equal(RunState.Published, run.State);
        Assert.NotEqual(first, warehouse.Snapshot.RunId);
        Assert.Equal(10_050, warehouse.Scalar<long>("select sum(cost_cents) from gold.fact_treatments"));
    }

    [Fact]
    public void Unchanged_files_are_published_again_when_the_definitions_changed()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        warehouse.History.Keep(warehouse.History.Published()! with { Definitions = "those of an older build" });

        Assert.Equal(RunState.Published, warehouse.Run().State);
    }

    [Fact]
    public void Files_that_went_back_to_what_they_were_are_published_again()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        warehouse.Run(Hospital.Tiny.Patient("P2,Bob Stone,41,M,Norway"));

        Assert.Equal(RunState.Published, warehouse.Run(Hospital.Tiny).State);
        Assert.Equal(1, warehouse.Scalar<long>("select count(*) from gold.dim_patients"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Only_as_many_snapshots_stay_as_are_to_be_kept(int keep)
    {
        using var warehouse = new TestWarehouse(keepSnapshots: keep);
        var ids = Enumerable.Range(1, 5).Select(patients => warehouse.Run(Grown(patients)).RunId).ToList();

        Assert.Equal(ids.TakeLast(keep), Snapshots(warehouse));
        Assert.Equal(ids.AsEnumerable().Reverse(), warehouse.History.All().Select(run => run.RunId));
    }

    [Fact]
    public void A_refused_run_does_not_push_a_snapshot_out()
    {
        using var warehouse = new TestWarehouse(keepSnapshots: 2);
        string[] ids = [warehouse.Run(Grown(1)).RunId, warehouse.Run(Grown(2)).RunId];

        warehouse.Run(Hospital.Empty);
        warehouse.Run(Hospital.Empty);

        Assert.Equal(ids, Snapshots(warehouse));
    }

    [Fact]
    public void Runs_are_in_order_though_the_clock_went_back()
    {
        using var warehouse = new TestWarehouse { Clock = StoppedClock.At("2025-03-10T08:00Z") };
        warehouse.Run(Grown(1));
        var earlier = new PipelineRun(
            new PipelineOptions { DataPath = warehouse.DataPath }, warehouse.Store, warehouse.History, StoppedClock.At("2025-03-09T08:00Z"), warehouse.Log.For<PipelineRun>());
        Grown(2).WriteTo(warehouse.DataPath);

        earlier.Run(_ => { }, TestContext.Current.CancellationToken);

        Assert.Equal("0002-20250309T080000Z", warehouse.Snapshot.RunId);
        Assert.Equal(["0002-20250309T080000Z", "0001-20250310T080000Z"], warehouse.History.All().Select(run => run.RunId));
    }

    [Fact]
    public void A_reader_reads_on_in_the_snapshot_it_opened()
    {
        using var warehouse = new TestWarehouse(keepSnapshots: 1);
        warehouse.Run(Grown(1));
        using var reader = warehouse.Snapshot.OpenFiles();
        Assert.Equal("1 visits, 100.0", Totals(reader));

        warehouse.Run(Grown(2));
        warehouse.Run(Grown(3));

        Assert.Equal("1 visits, 100.0", Totals(reader));
        Assert.Equal("3 visits, 300.0", warehouse.Scalar<string>(TotalsSql));
    }

    [Fact]
    public async Task A_reader_during_runs_sees_only_whole_snapshots()
    {
        const int Runs = 6;
        using var warehouse = new TestWarehouse(keepSnapshots: Runs + 1);
        warehouse.Run(Grown(1));
        using var ended = new CancellationTokenSource();
        var elsewhere = new SnapshotStore(new WarehouseOptions { Path = warehouse.Store.Folder });
        var reading = Task.Factory.StartNew(() => ReadUntil(elsewhere, ended.Token), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        for (var visits = 2; visits <= Runs; visits++)
        {
            var run = warehouse.Run(Grown(visits), report: _ => Thread.Yield());
            Assert.Equal(RunState.Published, run.State);
        }

        await ended.CancelAsync();
        var seen = await reading;
        Assert.Subset(Enumerable.Range(1, Runs).Select(Answer).ToHashSet(), seen.ToHashSet());
        Assert.Equal(Answer(Runs), seen[^1]);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public void The_folder_of_the_warehouse_may_have_any_name()
    {
        using var warehouse = new TestWarehouse("ware house #1 100% %41");
        warehouse.Run(Grown(1));
        warehouse.Run(Grown(2));

        Assert.Equal("2 visits, 200.0", warehouse.Scalar<string>(TotalsSql));
        Assert.Equal(["data", "ware house #1 100% %41"], FolderContents.NamesIn(Path.GetDirectoryName(warehouse.DataPath)!));
    }

    [Fact]
    public void A_published_run_is_recorded_with_all_there_is_to_know()
    {
        using var warehouse = new TestWarehouse { Clock = StoppedClock.At("2025-03-10T08:00Z") };
        var run = warehouse.Run(Grown(2));

        var kept = Assert.Single(warehouse.History.All());
        Assert.Equal(run.ToJson(), kept.ToJson());
        Assert.Equal(RunState.Published, kept.State);
        Assert.Equal((new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 4)), (kept.DataFrom, kept.DataTo));
        Assert.Equal((warehouse.Clock.GetUtcNow(), warehouse.Clock.GetUtcNow()), (kept.StartedAt, kept.PublishedAt));
        Assert.Equal(["bronze", "checks", "gold", "silver"], kept.Seconds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["patients", "doctors", "visits", "treatments"], kept.Tables.Keys);
        Assert.Equal(["patients.csv", "doctors.csv", "visits.csv", "treatments.csv"], kept.Files.Keys);
        Assert.All(kept.Files.Values, hash => Assert.Equal(64, hash.Length));
        Assert.NotEmpty(kept.Checks);
        Assert.All(kept.Checks, check => Assert.Equal(0, check.Offending));
    }

    private const string TotalsSql =
        "select (select count(*) from gold.dim_visits) || ' visits, ' || (select sum(total_cost) from gold.department_treatment_summary)";

    /// <summary>A hospital of so many visits on consecutive days, each with one treatment for 100.00.</summary>
    private static Hospital Grown(int visits)
    {
        var hospital = Hospital.Tiny;
        for (var number = 2; number <= visits; number++)
        {
            var date = new DateOnly(2025, 3, 2).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            hospital.Visit($"V{number},P1,D1,Cardiology,{date},yes").Treatment($"T{number},V{number},ECG,100.00,MedCare");
        }

        return hospital;
    }

    private static string Answer(int visits) => $"{visits} visits, {visits} weekly, {visits}00.0, {visits}00.0";

    private static List<string> ReadUntil(SnapshotStore store, CancellationToken ended)
    {
        var seen = new List<string>();
        bool last;
        do
        {
            last = ended.IsCancellationRequested;
            store.Refresh();
            using var connection = store.Current!.Open();
            seen.Add(connection.ExecuteScalar<string>("""
                select
                    (select count(*) from gold.dim_visits) || ' visits, '
                    || (select sum(num_visits) from gold.weekly_visit_trends) || ' weekly, '
                    || (select sum(total_cost) from gold.department_treatment_summary) || ', '
                    || (select sum(cost_cents) / 100.0 from gold.fact_treatments)
                """)!);
        }
        while (!last);
        return seen;
    }

    private static string? Totals(Microsoft.Data.Sqlite.SqliteConnection connection) => connection.ExecuteScalar<string>(TotalsSql);

    private static IEnumerable<string> Snapshots(TestWarehouse warehouse) =>
        Directory.GetDirectories(warehouse.Store.Folder).Select(path => Path.GetFileName(path)!).Where(RunId.Is).Order(StringComparer.Ordinal);
}
