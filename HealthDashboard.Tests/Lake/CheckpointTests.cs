using Dapper;
using DuckDB.NET.Data;
using HealthDashboard.Lake.Delta;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Lake;

namespace HealthDashboard.Tests.Lake;

/// <summary>What stands in the place of many commits, ours and others'.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallTable _table;

    public CheckpointTests() => _table = new SmallTable(Path.Combine(_folder.Path, "small"));

    private string Log => Path.Combine(_table.Folder, "_delta_log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_ten_versions_stand_in_a_checkpoint_and_commits_before_it_may_go_away()
    {
        _table.Write(1, "Oslo", "it''s");
        // As if somebody had said so by ALTER TABLE.
        var first = Path.Combine(Log, "00000000000000000000.json");
        File.WriteAllText(first, File.ReadAllText(first)
            .Replace("\"description\":null", "\"description\":\"Of Oslo\"", StringComparison.Ordinal).Replace("\"options\":{}", "\"options\":{\"theirs\":\"1\"}", StringComparison.Ordinal));
        for (var run = 2; run <= 12; run++)
            _table.Write(run, "Oslo", "it''s");

        Assert.Equal("""{"version":10,"size":25}""", File.ReadAllText(Path.Combine(Log, "_last_checkpoint")));
        var (all, short_) = (ReplayedTable.Of(_table.Folder), ReplayedTable.Of(_table.Folder, fromCheckpoint: true));
        Assert.Equal(all.Files.Select(file => file.Value.ToJsonString()), short_.Files.Select(file => file.Value.ToJsonString()));
        Assert.Equal((all.Protocol.ToJsonString(), all.Version), (short_.Protocol.ToJsonString(), short_.Version));
        Assert.Equal(all.Metadata.ToJsonString(), short_.Metadata.ToJsonString());
        Assert.Equal(all.Removed.Select(each => each.ToJsonString()).Order(StringComparer.Ordinal), short_.Removed.Select(each => each.ToJsonString()).Order(StringComparer.Ordinal));

        foreach (var commit in Directory.GetFiles(Log, "0000000000000000000?.json"))
            File.Delete(commit);
        var metadata = new TableLog(_table.Folder).Read()!.Metadata!;
        Assert.Equal(("Of Oslo", "1"), (metadata.Description, metadata.FormatOptions["theirs"]));
        Assert.Equal((11L, 12L), (_table.Delta.WrittenBy(SmallTable.Run(12))!.Value, _table.Write(13, "Oslo").Version));
        Assert.Equal(["Ada | 13.00 | 2025-03-03 | 0.5 | Oslo"], ReplayedTable.Of(_table.Folder, fromCheckpoint: true).Rows());
    }

    [Fact]
    public void A_checkpoint_of_others_is_read_in_parts_and_with_columns_that_we_do_not_know()
    {
        _table.Write(1, "Oslo", "it''s");
        var (commit, before) = (Path.Combine(Log, "00000000000000000000.json"), ReplayedTable.Of(_table.Folder));
        using (var duck = new DuckDBConnection("Data Source=:memory:"))
        {
            duck.Open();
            foreach (var (part, which) in new[] { (1, "is null"), (2, "is not null") })
            {
                duck.Execute($$$"""
                    copy (
                        select txn, "add", "metaData", protocol
                        from read_json('{{{commit}}}', format = 'newline_delimited', columns = {
                            'txn': 'struct("appId" varchar, version bigint, "lastUpdated" bigint)',
                            'add': 'struct(path varchar, "partitionValues" map(varchar, varchar), size bigint, "modificationTime" bigint, stats varchar, stats_parsed struct(low double))',
                            'metaData': 'struct(id varchar, "schemaString" varchar, "partitionColumns" varchar[], configuration map(varchar, varchar), "createdTime" bigint)',
                            'protocol': 'struct("minReaderVersion" integer, "minWriterVersion" integer)'})
                        where "add" {{{which}}}
                    ) to '{{{Log}}}/00000000000000000000.checkpoint.000000000{{{part}}}.0000000002.parquet' (format parquet)
                    """);
            }
        }

        File.Delete(commit);

        Assert.Equal(0, _table.Delta.WrittenBy(SmallTable.Run(1)));
        Assert.Equal(1, _table.Write(2, "Oslo").Version);
        var lines = ReplayedTable.Commit(_table.Folder, 1);
        Assert.DoesNotContain(lines, line => line["protocol"] is not null);
        Assert.Equal(before.Files.Keys, lines.Select(line => (string?)line["remove"]?["path"]).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Contains(lines, line => (string?)line["remove"]?["partitionValues"]?["city"] == "it's");
    }
}
