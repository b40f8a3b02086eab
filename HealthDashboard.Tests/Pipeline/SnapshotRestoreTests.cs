using Dapper;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Three hospitals published one after another, of one, two and three patients; all three snapshots are kept.</summary>
public sealed class SnapshotRestoreTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new();
    private readonly List<string> _ids;

    public SnapshotRestoreTests() => _ids = [.. new[] { 1, 2, 3 }.Select(patients => _warehouse.Run(Of(patients)).RunId)];

    private int Patients => _warehouse.Scalar<int>("select count(*) from gold.dim_patients");

    public void Dispose()
    {
        foreach (var runId in _warehouse.Store.Kept())
            _warehouse.Store.Find(runId)!.Release();
        _warehouse.Dispose();
    }

    [Fact]
    public void A_restored_snapshot_is_the_published_one_at_once_and_recorded()
    {
        var told = 0;
        _warehouse.Store.Published += () => told++;

        var run = Restore(_ids[0]);

        Assert.Equal((1, 1, _ids[0]), (Patients, told, _warehouse.History.Published()!.RunId));
        Assert.Equal(run.ToJson(), _warehouse.History.All().First().ToJson());
        Assert.Equal((RunState.Published, _ids[0]), (run.State, run.RestoredRunId));
        Assert.Equal(_warehouse.History.Find(_ids[2])!.Files, run.Files);
    }

    [Fact]
    public void The_files_set_aside_do_not_undo_a_restore_whatever_the_definitions()
    {
        Restore(_ids[0]);
        Assert.Equal((RunState.Unchanged, 1), (_warehouse.Run().State, Patients));

        _warehouse.History.Keep(_warehouse.History.Find(_ids[0])! with { Definitions = "those of an older build" });
        Assert.Equal((RunState.Unchanged, 1), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void Nor_do_they_undo_restores_in_a_row()
    {
        Restore(_ids[0]);
        Restore(_ids[1]);

        Assert.Equal((RunState.Unchanged, 2), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void A_restore_after_one_that_other_files_superseded_sets_those_files_aside()
    {
        Restore(_ids[0]);
        var next = _warehouse.Run(Of(4));

        var run = Restore(_ids[2]);

        Assert.Equal(next.Files, run.Files);
        Assert.Equal(next.RunId, run.SetAsideRunId);
        Assert.Equal((RunState.Unchanged, 3), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void Other_files_are_published_as_usual_and_those_set_aside_when_they_come_back_behind_them()
    {
        Restore(_ids[0]);

        Assert.Equal((RunState.Published, 4), (_warehouse.Run(Of(4)).State, Patients));
        Assert.Equal((RunState.Published, 3), (_warehouse.Run(Of(3)).State, Patients));
    }

    /// <summary>No view reads a patient's gender, but the columns in memory do, where they have to be made again.</summary>
    [Theory]
    [InlineData("alter table dim_visits rename column cost_cents to cents")]
    [InlineData("drop view patients; alter table dim_patients drop column gender")]
    public void A_restored_snapshot_that_this_program_cannot_read_gives_way_to_the_files(string older)
    {
        using (var gold = new SqliteConnection($"Data Source={Path.Combine(_warehouse.Store.Folder, _ids[0], "gold.db")};Pooling=false"))
        {
            gold.Open();
            gold.Execute(older);
        }

        File.Delete(Path.Combine(_warehouse.Store.Folder, _ids[0], "manifest.json"));

        Assert.Contains("another version", Assert.Throws<RestoreRefusedException>(() => Restore(_ids[0])).Message, StringComparison.Ordinal);
        WholeFile.Write(Path.Combine(_warehouse.Store.Folder, "runs", "0009-20250303T060200Z.json"), (_warehouse.History.Find(_ids[2])! with { RunId = "0009-20250303T060200Z", RestoredRunId = _ids[0], SetAsideRunId = _ids[2] }).ToJson());
        Assert.Equal((RunState.Published, 3), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void The_next_run_finishes_a_restore_that_was_killed_between_its_record_and_the_pointer()
    {
        Restore(_ids[0]);
        WholeFile.Write(Path.Combine(_warehouse.Store.Folder, "CURRENT"), _ids[2]);
        _warehouse.Store.Refresh();
        Assert.Equal(3, Patients);

        Assert.Equal((RunState.Unchanged, 1), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void A_run_killed_before_its_record_is_not_undone_by_the_restore_before_it()
    {
        Restore(_ids[0]);
        var killed = _warehouse.Run(Of(4)).RunId;
        File.Delete(Path.Combine(_warehouse.Store.Folder, "runs", killed + ".json"));

        Assert.Equal((RunState.Unchanged, 4), (_warehouse.Run().State, Patients));
    }

    [Fact]
    public void What_was_published_last_is_kept_longest_restored_or_not()
    {
        Restore(_ids[0]);
        var next = _warehouse.Run(Of(4)).RunId;

        Assert.Equal([next, _ids[2], _ids[0]], _warehouse.Store.Kept());
    }

    [Fact]
    public void Only_a_kept_snapshot_that_was_published_and_is_no_longer_can_be_restored()
    {
        var next = _warehouse.Run(Of(4)).RunId;
        _warehouse.History.Keep(_warehouse.History.Find(_ids[1])! with { State = RunState.Refused });

        foreach (var (runId, reason) in new[] { (_ids[0], "There is no snapshot"), ("../data", "There is no snapshot"), ("", "There is no snapshot"), (_ids[1], "was never published"), (next, "is the published one already") })
            Assert.Contains(reason, Assert.Throws<RestoreRefusedException>(() => Restore(runId)).Message, StringComparison.Ordinal);
        Assert.Equal(4, Patients);
    }

    [Fact]
    public void A_snapshot_under_construction_is_not_kept()
    {
        IReadOnlyList<string>? during = null;
        _warehouse.Run(Of(4), report: progress => during = progress.Layer == "checks" ? _warehouse.Store.Kept() : during);

        Assert.Equal(_ids.AsEnumerable().Reverse(), during);
    }

    [Fact]
    public void During_a_run_nothing_is_restored()
    {
        Exception? refused = null;
        _warehouse.Run(Of(4), report: progress =>
        {
            if (progress.Layer == "checks")
                refused = Record.Exception(() => Restore(_ids[0]));
        });

        Assert.IsType<RunLockedException>(refused);
        Assert.Equal(4, Patients);
    }

    private RunRecord Restore(string runId) =>
        new SnapshotRestore(new PipelineOptions { DataPath = _warehouse.DataPath }, _warehouse.Store, _warehouse.History, _warehouse.Clock, _warehouse.Log.For<SnapshotRestore>()).Restore(runId);

    private static Hospital Of(int patients)
    {
        var hospital = Hospital.Tiny;
        for (var number = 2; number <= patients; number++)
            hospital.Patient($"P{number},Bob Stone,41,M,Norway");
        return hospital;
    }
}
