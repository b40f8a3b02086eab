using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Whatever ends a run before it publishes leaves the published snapshot as it was, and its leftovers go with the next run.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const string Leftover = "0099-20250303T060200Z";

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);
    private readonly string _published;
    private readonly SortedDictionary<string, string> _before;

    public InterruptionTests()
    {
        _published = _warehouse.Snapshot.RunId;
        _before = FolderContents.Of(_warehouse.Snapshot.Folder);
    }

    public static TheoryData<string, string> Steps { get; } = new()
    {
        { "silver", "patients.csv" },
        { "silver", "treatments.csv" },
        { "silver", "visits.csv" },
        { "gold", "star" },
        { "gold", "department_treatment_summary" },
        { "gold", "weekly_visit_trends" },
        { "checks", "all" },
    };

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_fault_leaves_the_published_snapshot_as_it_was(string layer, string what)
    {
        var run = _warehouse.Run(Changed(), report: At(layer, what, () => throw new InvalidOperationException("Zebrowska")));

        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("The published snapshot is untouched.", run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebrowska", run.ToJson(), StringComparison.Ordinal);
        AssertUntouched();
        Assert.Equal([run.RunId, _published], _warehouse.History.All().Select(each => each.RunId));
        AssertNextRunCleansUp();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_cancelled_run_leaves_the_published_snapshot_as_it_was(string layer, string what)
    {
        using var cancellation = new CancellationTokenSource();
        Changed().WriteTo(_warehouse.DataPath);

        Assert.ThrowsAny<OperationCanceledException>(() => _warehouse.RunCancellable(At(layer, what, cancellation.Cancel), cancellation.Token));

        AssertUntouched();
        var broken = _warehouse.History.All().First();
        Assert.Equal((RunState.Failed, "Broken off before its end. The published snapshot is untouched."), (broken.State, broken.Reason));
        AssertNextRunCleansUp();
    }

    [Fact]
    public void A_run_cancelled_before_it_starts_does_nothing()
    {
        Changed().WriteTo(_warehouse.DataPath);

        Assert.ThrowsAny<OperationCanceledException>(() => _warehouse.RunCancellable(_ => { }, new CancellationToken(canceled: true)));

        AssertUntouched();
        AssertNextRunCleansUp();
    }

    [Fact]
    public void A_refused_run_leaves_the_published_snapshot_as_it_was()
    {
        var run = _warehouse.Run(Hospital.Tiny.Treatment("T2,V1,ECG,free,MedCare").Treatment("T3,V1,ECG,free,MedCare"));

        Assert.Equal(RunState.Refused, run.State);
        AssertUntouched();
        Assert.Equal([run.RunId, _published], _warehouse.History.All().Select(each => each.RunId));
        AssertNextRunCleansUp();
    }

    [Fact]
    public void A_fault_before_the_first_snapshot_publishes_nothing()
    {
        using var warehouse = new TestWarehouse();

        var run = warehouse.Run(Hospital.Tiny, report: At("gold", "star", () => throw new InvalidOperationException()));

        Assert.Equal(RunState.Failed, run.State);
        Assert.Null(warehouse.Store.Current);
        Assert.Equal(["LOCK", "runs"], FolderContents.NamesIn(warehouse.Store.Folder));
    }

    [Theory]
    [InlineData("gold")]
    [InlineData("bronze")]
    public void A_snapshot_that_a_killed_run_left_goes_with_the_next_run(string layer)
    {
        var folder = Path.Combine(_warehouse.Store.Folder, Leftover);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, layer + ".db"), "half");

        Assert.Equal(RunState.Unchanged, _warehouse.Run().State);

        Assert.Equal(["CURRENT", "LOCK", "runs", _published], FolderContents.NamesIn(_warehouse.Store.Folder).OrderBy(name => name == _published));
        AssertUntouched();
    }

    [Fact]
    public void A_whole_snapshot_that_was_never_published_goes_with_the_next_run()
    {
        var folder = Path.Combine(_warehouse.Store.Folder, Leftover);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(_warehouse.Snapshot.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

        _warehouse.Run(Changed());

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Files_that_a_killed_run_was_writing_go_with_the_next_run()
    {
        File.WriteAllText(Path.Combine(_warehouse.Store.Folder, "CURRENT.new"), Leftover);
        File.WriteAllText(Path.Combine(_warehouse.Store.Folder, "runs", Leftover + ".json.new"), "{ half");

        Assert.Equal(RunState.Published, _warehouse.Run(Changed()).State);

        Assert.Empty(Directory.GetFiles(_warehouse.Store.Folder, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_run_killed_between_publishing_and_recording_is_recorded_by_the_next()
    {
        var record = Path.Combine(_warehouse.Store.Folder, "runs", _published + ".json");
        var before = File.ReadAllText(record);
        File.Delete(record);

        Assert.Equal(_published, _warehouse.History.Published()?.RunId);
        Assert.Equal(RunState.Unchanged, _warehouse.Run().State);

        Assert.Equal(before, File.ReadAllText(record));
        AssertUntouched();
    }

    [Fact]
    public void A_run_killed_between_publishing_and_recording_keeps_its_number()
    {
        File.Delete(Path.Combine(_warehouse.Store.Folder, "runs", _published + ".json"));

        var run = _warehouse.Run(Changed());

        Assert.Equal(2, RunId.Number(run.RunId));
        Assert.Equal([run.RunId, _published], _warehouse.History.All().Select(each => each.RunId));
        Assert.True(Directory.Exists(Path.Combine(_warehouse.Store.Folder, _published)));
    }

    [Fact]
    public void Uploaded_files_that_are_half_way_into_their_places_go_on_though_their_snapshot_is_gone()
    {
        File.WriteAllText(Path.Combine(_warehouse.Store.Folder, "INCOMING"), Leftover + "\n");
        var (place, before) = (Path.Combine(_warehouse.DataPath, "treatments.csv"), File.ReadAllBytes(Path.Combine(_warehouse.DataPath, "treatments.csv")));
        Changed().WriteTo(_warehouse.DataPath);
        File.Move(place, place + ".incoming");
        File.WriteAllBytes(place, before);

        Assert.Equal(RunState.Published, _warehouse.Run().State);

        Assert.Equal(100.50, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary"));
        Assert.Equal(["doctors.csv", "patients.csv", "treatments.csv", "visits.csv"], FolderContents.NamesIn(_warehouse.DataPath));
        Assert.False(File.Exists(Path.Combine(_warehouse.Store.Folder, "INCOMING")));
    }

    [Fact]
    public void A_second_run_at_once_is_refused()
    {
        RunRecord? second = null;
        var first = _warehouse.Run(Changed(), report: At("gold", "star", () => second = _warehouse.Run()));

        Assert.Equal((RunState.Refused, "locked"), (second?.State, second?.Rule));
        Assert.Contains("Another run is under way", second?.Reason, StringComparison.Ordinal);
        Assert.Equal(RunState.Published, first.State);
    }

    [Fact]
    public void Whoever_holds_the_lock_is_left_alone_until_it_lets_go()
    {
        var leftover = Path.Combine(_warehouse.Store.Folder, Leftover);
        Directory.CreateDirectory(leftover);
        using (RunLock.Take(_warehouse.Store.Folder))
        {
            Assert.Equal(RunState.Refused, _warehouse.Run(Changed()).State);
            Assert.True(Directory.Exists(leftover));
            AssertUntouched();
        }

        Assert.Equal(RunState.Published, _warehouse.Run(Changed()).State);
    }

    [Fact]
    public void Every_run_is_recorded_the_refused_and_the_failed_too()
    {
        _warehouse.Run(Hospital.Empty);
        _warehouse.Run(Changed(), report: At("checks", "all", () => throw new InvalidOperationException()));
        _warehouse.Run(Changed());

        Assert.Equal([RunState.Published, RunState.Failed, RunState.Refused, RunState.Published], _warehouse.History.All().Select(run => run.State));
        Assert.Equal([4, 3, 2, 1], _warehouse.History.All().Select(run => RunId.Number(run.RunId)));
    }

    private static Hospital Changed() => Hospital.Tiny.Treatment("T2,V1,X-ray,0.50,MedCare");

    /// <summary>Does something at one step of the run.</summary>
    private static Action<RunProgress> At(string layer, string what, Action act) => progress =>
    {
        if (progress.Layer == layer && progress.What == what)
            act();
    };

    /// <summary>For us and for whoever comes anew.</summary>
    private void AssertUntouched()
    {
        Assert.Equal(_published, _warehouse.Snapshot.RunId);
        Assert.Equal(_published, new SnapshotStore(new WarehouseOptions { Path = _warehouse.Store.Folder }).Current?.RunId);
        Assert.Equal(_before, FolderContents.Of(_warehouse.Snapshot.Folder));
        Assert.Equal(100.00, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary"));
    }

    private void AssertNextRunCleansUp()
    {
        var run = _warehouse.Run(Changed());

        Assert.Equal(RunState.Published, run.State);
        Assert.Equal(
            new[] { "CURRENT", "LOCK", "runs", _published, run.RunId }.Order(StringComparer.Ordinal),
            FolderContents.NamesIn(_warehouse.Store.Folder));
    }
}
