using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>The files of a finished snapshot are no longer what was written. The hospitals have one and two patients; the second one is published.</summary>
public sealed class DamagedSnapshotTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new();
    private readonly string _kept;
    private readonly string _published;

    public DamagedSnapshotTests()
    {
        _kept = _warehouse.Run(Hospital.Tiny).RunId;
        _published = _warehouse.Run(Two()).RunId;
    }

    public static TheoryData<string, string> Damages => [.. new[] { "bronze.db", "gold.db", "star.columns" }.SelectMany(file => new[] { "cut", "gone", "flipped", "longer" }.Select(how => (file, how))), ("manifest.json", "cut")];

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_published_snapshot_is_never_unchanged_and_made_anew(string file, string how)
    {
        Damage(_published, file, how);

        var run = _warehouse.Run();

        Assert.True(run.State == RunState.Published, run.Reason);
        Assert.StartsWith($"The snapshot “{_published}” is damaged: {file} ", run.Damage, StringComparison.Ordinal);
        Assert.Equal(2, _warehouse.Scalar<int>("select count(*) from gold.dim_patients"));
        Assert.Equal((null, run.RunId), (_warehouse.Store.WhyNotReadable, _warehouse.Store.Readable?.RunId));
        Assert.Equal((RunState.Unchanged, null), (_warehouse.Run().State, _warehouse.Run().Damage));
        Assert.Null(_warehouse.Store.Find(_published));
        Assert.NotNull(_warehouse.Store.Find(_kept));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void The_next_program_finds_it_too(string file, string how)
    {
        Damage(_published, file, how);

        Assert.Contains(file, Elsewhere().Current!.Damage(surely: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_looks_on_is_told_without_anybody_reading_all_of_it()
    {
        var told = 0;
        _warehouse.Store.Removed += () => told++;
        _warehouse.Store.Refresh();
        Assert.Equal((0, _published), (told, _warehouse.Store.Readable?.RunId));

        Damage(_published, "gold.db", "flipped");
        _warehouse.Store.Refresh();
        _warehouse.Store.Refresh();

        Assert.Equal((1, null), (told, _warehouse.Store.Readable));
        Assert.Equal($"The snapshot “{_published}” is damaged: gold.db holds other bytes than were written.", _warehouse.Store.WhyNotReadable);
    }

    [Fact]
    public void Files_that_were_touched_and_hold_the_same_bytes_are_whole()
    {
        File.SetLastWriteTimeUtc(PathOf(_published, "gold.db"), DateTime.UtcNow.AddDays(1));

        Assert.Null(_warehouse.Snapshot.Damage());
        Assert.Equal(RunState.Unchanged, _warehouse.Run().State);
    }

    [Fact]
    public void Where_the_files_are_refused_too_nothing_is_shown_and_both_is_said()
    {
        Damage(_published, "gold.db", "cut");

        var run = _warehouse.Run(Two().File("visits.csv", null));

        Assert.Equal((RunState.Refused, "file_missing"), (run.State, run.Rule));
        Assert.Contains("gold.db holds", run.Damage, StringComparison.Ordinal);
        Assert.Null(_warehouse.Store.Readable);
        Assert.Equal(run.Damage, _warehouse.Store.WhyNotReadable);
    }

    [Theory]
    [InlineData("gold.db", "cut")]
    [InlineData("star.columns", "flipped")]
    public void A_damaged_kept_snapshot_is_refused_in_words_and_the_published_one_stands(string file, string how)
    {
        Damage(_kept, file, how);

        var asked = Assert.Throws<UnusableFilterException>(() => AddressQuery.ReadSnapshot(name => name == "as_of" ? _kept : "", _warehouse.Store, Reach.Everything));
        var restored = Assert.Throws<RestoreRefusedException>(() => Restore(_kept));

        Assert.StartsWith($"The snapshot “{_kept}” is damaged: {file} holds", asked.Message, StringComparison.Ordinal);
        Assert.Equal(asked.Message, restored.Message);
        Assert.Equal(_published, _warehouse.Store.Readable?.RunId);
    }

    [Fact]
    public void A_kept_snapshot_is_read_and_restored_while_the_published_one_is_damaged()
    {
        Damage(_published, "gold.db", "gone");

        Assert.Equal(_kept, AddressQuery.ReadSnapshot(name => name == "as_of" ? _kept : "", Elsewhere(), Reach.Everything)?.RunId);
        Restore(_kept);
        Assert.Equal(_kept, _warehouse.Store.Readable?.RunId);
    }

    [Fact]
    public void A_damaged_snapshot_takes_no_place_among_those_to_be_kept()
    {
        _warehouse.Run(Two().Patient("P3,Cy Lo,50,M,Peru"));
        Damage(_published, "gold.db", "cut");

        var fourth = _warehouse.Run(Hospital.Tiny.Patient("P4,Di Lo,50,F,Peru"));

        Assert.Equal([fourth.RunId, "0003", _kept], _warehouse.Store.Kept().Select(runId => runId.StartsWith("0003", StringComparison.Ordinal) ? "0003" : runId));
    }

    [Fact]
    public void Of_a_snapshot_that_an_earlier_version_made_SQLite_says_whether_it_can_be_read()
    {
        File.Delete(PathOf(_kept, "manifest.json"));
        Assert.Null(Elsewhere().Find(_kept)!.Damage(surely: true));

        Damage(_kept, "bronze.db", "cut");
        Assert.Equal("bronze.db cannot be read to its end", Elsewhere().Find(_kept)!.Damage(surely: true));
    }

    [Fact]
    public void A_snapshot_of_an_earlier_version_is_not_whole_without_its_silver()
    {
        var silver = PathOf(_kept, "silver.db");
        File.Delete(PathOf(_kept, "manifest.json"));
        File.Copy(PathOf(_kept, "gold.db"), silver);
        using (var gold = new SqliteConnection($"Data Source={PathOf(_kept, "gold.db")};Pooling=false"))
            gold.Execute("drop table control_totals");
        Assert.Null(Elsewhere().Find(_kept)!.Damage(surely: true));

        File.WriteAllBytes(silver, []);
        Assert.Equal("silver.db is empty", Elsewhere().Find(_kept)!.Damage());
        File.Delete(silver);
        Assert.Equal("silver.db is missing", Elsewhere().Find(_kept)!.Damage());
    }

    private static Hospital Two() => Hospital.Tiny.Patient("P2,Bo Li,40,M,Peru");

    private string PathOf(string runId, string file) => Path.Combine(_warehouse.Store.Folder, runId, file);

    /// <summary>What another program over the same folder sees.</summary>
    private HealthDashboard.Warehouse.SnapshotStore Elsewhere() => new(new HealthDashboard.Warehouse.WarehouseOptions { Path = _warehouse.Store.Folder });

    private void Restore(string runId) =>
        new SnapshotRestore(new PipelineOptions { DataPath = _warehouse.DataPath }, _warehouse.Store, _warehouse.History, _warehouse.Clock, _warehouse.Log.For<SnapshotRestore>()).Restore(runId);

    private void Damage(string runId, string file, string how)
    {
        var path = PathOf(runId, file);
        if (how == "gone")
        {
            File.Delete(path);
            return;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        switch (how)
        {
            case "cut":
                stream.SetLength(stream.Length / 2);
                break;
            case "longer":
                stream.SetLength(stream.Length + 4096);
                break;
            default:
                stream.Position = stream.Length / 2;
                var found = stream.ReadByte();
                stream.Position--;
                stream.WriteByte((byte)(found ^ 1));
                break;
        }
    }
}
