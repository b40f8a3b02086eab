using System.Text.Json.Nodes;
using HealthDashboard.Lake;
using HealthDashboard.Lake.Delta;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Lake;

namespace HealthDashboard.Tests.Lake;

/// <summary>One table, whose log is read by rules of others and whose commits stand beside theirs.</summary>
public sealed class DeltaTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallTable _table;

    public DeltaTableTests() => _table = new SmallTable(Path.Combine(_folder.Path, "small"));

    private string Log => Path.Combine(_table.Folder, "_delta_log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_commit_says_what_readers_ask_and_asks_no_more_of_them_than_the_first_protocol()
    {
        Assert.Equal(0, _table.Write(1, "Ålesund/50% = \"A:1\" #1", "Oslo").Version);

        var lines = ReplayedTable.Commit(_table.Folder, 0);
        Assert.Equal(["commitInfo", "protocol", "metaData", "txn", "add", "add"], lines.Select(line => line.AsObject().Single().Key));
        Assert.Equal("""{"minReaderVersion":1,"minWriterVersion":2}""", lines[1]["protocol"]!.ToJsonString());
        var info = lines[0]["commitInfo"]!;
        Assert.Equal(["timestamp", "operation", "operationParameters", "isBlindAppend", "engineInfo", "userMetadata"], info.AsObject().Select(each => each.Key));
        Assert.Equal("0001-20250303T120000Z", (string?)info["userMetadata"]);
        Assert.Equal("""["city"]""", (string?)info["operationParameters"]!["partitionBy"]);
        var schema = JsonNode.Parse((string)lines[2]["metaData"]!["schemaString"]!)!["fields"]!.AsArray();
        Assert.Equal("""{"name":"city","type":"string","nullable":true,"metadata":{}}""", schema[^1]!.ToJsonString());
        Assert.Equal(["string", "decimal(12,2)", "date", "double", "string"], schema.Select(field => (string)field!["type"]!));
        Assert.Equal("cost,day,share", (string?)lines[2]["metaData"]!["configuration"]!["delta.dataSkippingStatsColumns"]);
        Assert.Equal(("HealthDashboard", 1L), ((string?)lines[3]["txn"]!["appId"], (long)lines[3]["txn"]!["version"]!));
        var add = lines[4]["add"]!;
        Assert.Equal(["path", "partitionValues", "size", "modificationTime", "dataChange", "stats"], add.AsObject().Select(each => each.Key));
        Assert.Matches("^p/[0-9a-f]{2}/part-[0-9a-f-]{36}\\.zstd\\.parquet$", (string)add["path"]!);
        var file = new FileInfo(Path.Combine(_table.Folder, (string)add["path"]!));
        Assert.Equal((file.Length, new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds()), ((long)add["size"]!, (long)add["modificationTime"]!));
        Assert.Equal(
            """{"numRecords":1,"minValues":{"cost":1,"day":"2025-03-03","share":0.5},"maxValues":{"cost":1,"day":"2025-03-03","share":0.5},"nullCount":{"cost":0,"day":0,"share":0}}""",
            (string?)add["stats"]);
    }

    [Fact]
    public void What_divides_the_table_is_in_its_files_too_and_where_it_is_missing_the_log_says_null()
    {
        _table.Delta.Overwrite(SmallTable.Run(1), _table.Files("('Ada', 1, '2025-03-03', null, 'Oslo')", "('Ben', null, null, null, null)", "('Cid', 3, '1583-01-01', null, '')"));

        var table = ReplayedTable.Of(_table.Folder);
        Assert.Equal(["\"Oslo\"", "null", "null"], table.Files.Values.Select(add => add["partitionValues"]!["city"]?.ToJsonString() ?? "null").Order(StringComparer.Ordinal));
        // As the files have it, whatever the log says.
        Assert.Equal(["", "Oslo", "∅"], table.Read("coalesce(city, '∅') as of_file"));
        Assert.Equal(["Ada | 0.01 | 2025-03-03 | ∅ | Oslo", "Ben | ∅ | ∅ | ∅ | ∅", "Cid | 0.03 | 1583-01-01 | ∅ | ∅"], table.Rows());
    }

    [Fact]
    public void Overwriting_removes_what_is_there_letter_for_letter_and_earlier_versions_stay()
    {
        _table.Write(1, "Oslo", "Bergen");
        Assert.Equal(1, _table.Write(2, "Oslo").Version);

        var before = ReplayedTable.Of(_table.Folder, version: 0);
        var commit = ReplayedTable.Commit(_table.Folder, 1);
        Assert.Equal(["commitInfo", "txn", "remove", "remove", "add"], commit.Select(line => line.AsObject().Single().Key));
        foreach (var removed in commit.Select(line => line["remove"]).OfType<JsonNode>())
        {
            Assert.Equal(["path", "deletionTimestamp", "dataChange", "extendedFileMetadata", "partitionValues", "size"], removed.AsObject().Select(each => each.Key));
            var add = before.Files[(string)removed["path"]!];
            Assert.Equal((add["partitionValues"]!.ToJsonString(), (long)add["size"]!), (removed["partitionValues"]!.ToJsonString(), (long)removed["size"]!));
        }

        Assert.Equal(["Ada | 1.00 | 2025-03-03 | 0.5 | Bergen", "Ada | 1.00 | 2025-03-03 | 0.5 | Oslo"], before.Rows());
        Assert.Equal(["Ada | 2.00 | 2025-03-03 | 0.5 | Oslo"], ReplayedTable.Of(_table.Folder).Rows());
    }

    [Fact]
    public void A_run_that_is_written_is_known_whatever_others_have_done_since()
    {
        _table.Write(1, "Oslo", "Bergen");
        _table.Write(2, "Oslo");
        Assert.Equal(1, _table.Delta.WrittenBy(SmallTable.Run(2)));

        // As RESTORE goes back to version 0: the files of then are added again, and what writers noted stays.
        var then = ReplayedTable.Of(_table.Folder, version: 0).Files.Values.Select(add => (JsonNode)new JsonObject { ["add"] = add.DeepClone() });
        var now = ReplayedTable.Of(_table.Folder).Files.Values.Select(add => (JsonNode)new JsonObject
        {
            ["remove"] = new JsonObject { ["path"] = (string)add["path"]!, ["deletionTimestamp"] = 1741003200000, ["dataChange"] = true },
        });
        ReplayedTable.Foreign(_table.Folder, 2, [.. now, .. then]);

        Assert.Equal(1, _table.Delta.WrittenBy(SmallTable.Run(2)));
        Assert.Equal(3, _table.Write(3, "Oslo").Version);
        Assert.Equal(["Ada | 3.00 | 2025-03-03 | 0.5 | Oslo"], ReplayedTable.Of(_table.Folder).Rows());
    }

    [Fact]
    public void What_others_have_compacted_and_added_is_removed_as_they_wrote_it_and_said()
    {
        _table.Write(1, "Oslo", "Bergen");
        var state = ReplayedTable.Of(_table.Folder);
        var path = Path.Combine(_table.Folder, "city=A B%25", "part 1.parquet");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(state.Paths.First(), path);
        var metadata = state.Metadata.DeepClone();
        metadata["schemaString"] = ((string)metadata["schemaString"]!).Replace("]}", """,{"name":"theirs","type":"string","nullable":true,"metadata":{}}]}""", StringComparison.Ordinal);
        metadata["configuration"]!["delta.logRetentionDuration"] = "interval 90 days";
        const string Escaped = "city=A%20B%2525/part%201.parquet";
        ReplayedTable.Foreign(
            _table.Folder, 1,
            [
                new JsonObject { ["metaData"] = metadata },
                .. state.Files.Keys.Select(each => (JsonNode)new JsonObject { ["remove"] = new JsonObject { ["path"] = each, ["dataChange"] = false } }),
                new JsonObject { ["add"] = new JsonObject { ["path"] = Escaped, ["partitionValues"] = new JsonObject { ["city"] = "A B%" }, ["size"] = 5, ["modificationTime"] = 1, ["dataChange"] = false } },
            ]);

        var (version, dropped) = _table.Write(2, "Oslo");

        Assert.Equal((2L, "theirs"), (version, Assert.Single(dropped)));
        var commit = ReplayedTable.Commit(_table.Folder, 2);
        Assert.Equal(Escaped, (string?)Assert.Single(commit, line => line["remove"] is not null)["remove"]!["path"]);
        var after = ReplayedTable.Of(_table.Folder);
        Assert.Equal(["Ada | 2.00 | 2025-03-03 | 0.5 | Oslo"], after.Rows());
        Assert.Equal("interval 90 days", (string?)after.Metadata["configuration"]!["delta.logRetentionDuration"]);
        Assert.Equal((string?)state.Metadata["id"], (string?)after.Metadata["id"]);
    }

    [Fact]
    public void What_is_committed_between_two_looks_is_taken_along()
    {
        _table.Write(1, "Oslo", "Bergen");
        var files = _table.Files("('Ada', 200, '2025-03-03', 0.5, 'Oslo')");
        var log = new TableLog(_table.Folder);
        var looks = 0;

        var version = log.Commit(state =>
        {
            if (looks++ == 0)
                ReplayedTable.Foreign(_table.Folder, 1, [.. state!.Files.Take(1).Select(file => file.Removed(1).Remove())]);
            return [.. state!.Files.Select(file => file.Removed(1).Remove()), .. files.Select(file => file.Add())];
        });

        Assert.Equal((2L, 2), (version, looks));
        Assert.Single(ReplayedTable.Commit(_table.Folder, 2), line => line["remove"] is not null);
        Assert.Single(ReplayedTable.Of(_table.Folder).Rows());
    }

    [Fact]
    public async Task A_file_is_put_by_one_alone_however_many_try()
    {
        Directory.CreateDirectory(Log);
        for (var race = 0; race < 60; race++)
        {
            var path = Path.Combine(Log, $"{race:D20}.json");
            using var start = new Barrier(3);
            var won = new bool[3];
            var racers = Enumerable.Range(0, 3).Select(racer => Threads.DedicatedThread.Start(() =>
            {
                start.SignalAndWait();
                won[racer] = NewFile.Put(path, [(byte)racer]);
            })).ToArray();
            await Task.WhenAll(racers);
            Assert.Equal(Array.IndexOf(won, true), File.ReadAllBytes(path).Single());
            Assert.Single(won, each => each);
        }

        Assert.DoesNotContain(Directory.GetFiles(Log), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["clustering","domainMetadata"]}}""", "(1, 7) with clustering, domainMetadata")]
    [InlineData("""{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}""", "(3, 7) with deletionVectors")]
    [InlineData("""{"protocol":{"minReaderVersion":1,"minWriterVersion":3}}""", "(1, 3), and this program writes (1, 2)")]
    public void A_table_that_somebody_upgraded_is_refused_in_words(string upgrade, string said)
    {
        _table.Write(1, "Oslo");
        ReplayedTable.Foreign(_table.Folder, 1, JsonNode.Parse(upgrade)!);

        Assert.Contains(said, Assert.Throws<LakeRefusedException>(() => _table.Write(2, "Oslo")).Message, StringComparison.Ordinal);
        Assert.Contains("was upgraded", Assert.Throws<LakeRefusedException>(() => _table.Delta.WrittenBy(SmallTable.Run(1))).Message, StringComparison.Ordinal);
        Assert.Equal(1, ReplayedTable.Of(_table.Folder).Version);
    }

    [Fact]
    public void Another_writers_table_and_one_that_gives_nothing_up_are_refused_in_words()
    {
        _table.Write(5, "Oslo");

        Assert.Contains("written by run 5 of 2025-03-03 12:05:00 UTC, and run 0004-20250303T120000Z is not newer", Assert.Throws<LakeRefusedException>(() => _table.Write(4, "Oslo")).Message, StringComparison.Ordinal);
        Assert.Contains("while this program wrote it", Assert.Throws<LakeRefusedException>(() => _table.Write(5, "Oslo")).Message, StringComparison.Ordinal);
        var metadata = ReplayedTable.Of(_table.Folder).Metadata.DeepClone();
        metadata["configuration"]!["delta.appendOnly"] = "true";
        ReplayedTable.Foreign(_table.Folder, 1, new JsonObject { ["metaData"] = metadata });
        Assert.Contains("delta.appendOnly", Assert.Throws<LakeRefusedException>(() => _table.Write(6, "Oslo")).Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(Log, "00000000000000000001.json"));
        File.WriteAllLines(Path.Combine(Log, "00000000000000000000.json"), File.ReadAllLines(Path.Combine(Log, "00000000000000000000.json")).Where(line => !line.StartsWith("{\"txn", StringComparison.Ordinal)));
        Assert.Contains("HealthDashboard did not make", Assert.Throws<LakeRefusedException>(() => _table.Write(6, "Oslo")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_with_a_hole_or_half_a_line_is_refused_in_words()
    {
        _table.Write(1, "Oslo");
        _table.Write(2, "Oslo");
        _table.Write(3, "Oslo");
        File.WriteAllText(Path.Combine(Log, "00000000000000000002.json"), "{\"add\":{\"path\":");
        Assert.Contains("cannot be read", Assert.Throws<LakeRefusedException>(() => _table.Write(4, "Oslo")).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Log, "00000000000000000002.json"), """{"txn":{"appId":"theirs","version":1.5}}""");
        Assert.Contains("cannot be read", Assert.Throws<LakeRefusedException>(() => _table.Write(4, "Oslo")).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Log, "00000000000000000001.json"));
        Assert.Contains("commit 1 is missing before 2", Assert.Throws<LakeRefusedException>(() => _table.Write(4, "Oslo")).Message, StringComparison.Ordinal);
    }
}
