using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Warehouse;

public sealed class SnapshotStoreTests : IDisposable
{
    private const string First = "0001-20250303T060200Z";
    private const string Second = "0002-20250303T060300Z";

    private readonly TemporaryFolder _folder = new();
    private readonly SnapshotStore _store;

    public SnapshotStoreTests() => _store = new SnapshotStore(new WarehouseOptions { Path = _folder.Path });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_in_one_step_in_the_place_of_another()
    {
        var path = Path.Combine(_folder.Path, "CURRENT");

        WholeFile.Write(path, "a long first text");
        WholeFile.Write(path, "sh\u00F6rt");

        Assert.Equal("sh\u00F6rt"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_reader_of_the_file_before_still_reads_the_old_text()
    {
        var path = Path.Combine(_folder.Path, "CURRENT");
        WholeFile.Write(path, "old");
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        WholeFile.Write(path, "new");

        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void What_a_killed_writer_left_aside_does_not_matter()
    {
        var path = Path.Combine(_folder.Path, "CURRENT");
        File.WriteAllText(path + ".new", "half a text that is longer");

        WholeFile.Write(path, "whole");

        Assert.Equal("whole", File.ReadAllText(path));
    }

    [Fact]
    public void There_is_no_current_snapshot_before_the_first() => Assert.Null(_store.Current);

    [Fact]
    public void The_current_snapshot_is_the_one_published_last()
    {
        Build(First);
        Build(Second);

        _store.Publish(First);
        Assert.Equal(First, _store.Current?.RunId);

        _store.Publish(Second);
        Assert.Equal(Second, _store.Current?.RunId);
    }

    [Fact]
    public void Whoever_listens_is_told_once_of_each_publishing()
    {
        var told = 0;
        _store.Published += () => told++;
        Build(First);

        _store.Publish(First);
        _store.Refresh();

        Assert.Equal(1, told);
    }

    [Fact]
    public void Another_process_sees_the_new_snapshot_once_it_looks()
    {
        var other = new SnapshotStore(new WarehouseOptions { Path = _folder.Path });
        Build(First);
        Build(Second);
        _store.Publish(First);
        Assert.Equal(First, other.Current?.RunId);

        _store.Publish(Second);
        other.Refresh();

        Assert.Equal(Second, other.Current?.RunId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../elsewhere")]
    [InlineData("0002-20250303T060300Z")]
    [InlineData("0002-20250303T0603")]
    public void A_pointer_to_no_whole_snapshot_leaves_the_one_before(string named)
    {
        Build(First);
        _store.Publish(First);
        Build(Second);
        File.Delete(Path.Combine(_folder.Path, Second, "gold.db"));

        File.WriteAllText(Path.Combine(_folder.Path, "CURRENT"), named);
        _store.Refresh();

        Assert.Equal(First, _store.Current?.RunId);
    }

    [Fact]
    public void Only_snapshots_are_cleaned_away()
    {
        Build(First);
        _store.Publish(First);
        Build(Second);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "my notes"));
        File.WriteAllText(Path.Combine(_folder.Path, "README"), "mine");

        _store.Clean(_ => null);

        Assert.Equal([First, "my notes"], Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "README")));
    }

    private void Build(string runId)
    {
        using var snapshot = _store.Build(runId, "create table a (x)", "create table a (x)");
        snapshot.Complete();
        snapshot.Seal();
    }
}
