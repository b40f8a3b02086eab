using Dapper;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Warehouse;

public sealed class SnapshotTests : IDisposable
{
    private const string RunId = "0001-20250303T060200Z";

    private readonly TemporaryFolder _folder = new();
    private readonly List<FileSnapshot> _snapshots = [];

    /// <summary>Names with characters that mean something in an address, as far as the system takes them.</summary>
    public static TheoryData<string> Names { get; } =
    [
        .. new[] { "ware#house", "100%", "%41%23", "two words", "what?mode=rwc&x=y", "\u00FCbung \u4F60", "a;b='c'", "file:x" }
            .Where(name => name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0),
    ];

    public void Dispose()
    {
        _snapshots.ForEach(snapshot => snapshot.Release());
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_of_any_name_works(string name)
    {
        var snapshot = Build(name, "whole");

        Assert.Equal("whole", Read(snapshot));
        Assert.Equal(["bronze.db", "gold.db", "manifest.json"], Directory.GetFiles(snapshot.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Snapshots_of_two_warehouses_are_told_apart_though_their_runs_have_the_same_id()
    {
        var here = Build("here", "here");
        var there = Build("there", "there");

        Assert.Equal("here", Read(here));
        Assert.Equal("there", Read(there));
        Assert.Equal("here", Read(here));
    }

    [Fact]
    public void A_snapshot_cannot_be_written()
    {
        using var connection = Build("warehouse", "whole").Open();

        Assert.Throws<SqliteException>(() => connection.Execute("update gold.a set x = 'changed'"));
    }

    [Fact]
    public void Silver_in_a_file_of_its_own_as_an_earlier_version_kept_it_is_read()
    {
        var snapshot = Build("warehouse", "gold's");
        var silver = Path.Combine(snapshot.Folder, "silver.db");
        File.Copy(Path.Combine(snapshot.Folder, "gold.db"), silver);
        using (var changed = new SqliteConnection($"Data Source={silver};Pooling=false"))
            changed.Execute("update a set x = 'its own'");

        using var connection = snapshot.Open();

        Assert.Equal(["its own", "gold's"], connection.Query<string>("select x from silver.a union all select x from gold.a"));
    }

    [Fact]
    public void An_empty_file_that_attaching_left_in_silvers_place_hides_nothing()
    {
        var snapshot = Build("warehouse", "whole");
        File.WriteAllBytes(Path.Combine(snapshot.Folder, "silver.db"), []);

        using var connection = snapshot.Open();

        Assert.Equal("whole", connection.ExecuteScalar<string>("select x from silver.a"));
        Assert.Null(snapshot.Damage(surely: true));
    }

    private FileSnapshot Build(string warehouse, string text)
    {
        var folder = Path.Combine(_folder.Path, warehouse, RunId);
        using var builder = new SnapshotBuilder(folder, "create table a (x)", "create table a (x)");
        builder.Complete();
        builder.Execute("insert into gold.a values (@text)", ("@text", text));
        builder.Seal();
        var snapshot = new FileSnapshot(RunId, folder);
        _snapshots.Add(snapshot);
        return snapshot;
    }

    private static string? Read(FileSnapshot snapshot)
    {
        using var connection = snapshot.Open();
        return connection.ExecuteScalar<string>("select x from gold.a");
    }
}
