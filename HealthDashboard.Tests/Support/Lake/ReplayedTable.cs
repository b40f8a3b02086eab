using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using DuckDB.NET.Data;

namespace HealthDashboard.Tests.Support.Lake;

/// <summary>
/// A Delta table as others read it: its log is replayed here, after the protocol and apart from what writes it, and its files are read by DuckDB or by
/// hyparquet. A value of the column that divides it comes from the log.
/// </summary>
public sealed class ReplayedTable
{
    /// <summary>One for all: to open it takes longer than to read.</summary>
    private static readonly Lazy<DuckDBConnection> Reader = new(() =>
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        connection.Execute("set threads = 1");
        return connection;
    });

    private readonly string _folder;
    private readonly SortedDictionary<string, JsonNode> _files = new(StringComparer.Ordinal);

    private ReplayedTable(string folder) => _folder = folder;

    public long Version { get; private set; } = -1;

    public JsonNode Protocol { get; private set; } = default!;

    public JsonNode Metadata { get; private set; } = default!;

    /// <summary>The additions that are in force, by path.</summary>
    public IReadOnlyDictionary<string, JsonNode> Files => _files;

    public Dictionary<string, JsonNode> Transactions { get; } = [];

    public List<JsonNode> Removed { get; } = [];

    public string[] Columns => [.. JsonNode.Parse((string)Metadata["schemaString"]!)!["fields"]!.AsArray().Select(column => (string)column!["name"]!)];

    public string? PartitionColumn => (string?)Metadata["partitionColumns"]!.AsArray().SingleOrDefault();

    public IEnumerable<string> Paths => _files.Keys.Select(path => Path.Combine(_folder, Uri.UnescapeDataString(path)));

    /// <param name="version">Null for the newest.</param>
    /// <param name="fromCheckpoint">Whether the newest checkpoint is begun with; otherwise all commits are replayed.</param>
    public static ReplayedTable Of(string folder, long? version = null, bool fromCheckpoint = false)
    {
        var table = new ReplayedTable(folder);
        var log = Path.Combine(folder, "_delta_log");
        if (fromCheckpoint && Directory.GetFiles(log, "*.checkpoint.parquet").Order(StringComparer.Ordinal).LastOrDefault() is { } checkpoint)
        {
            foreach (var row in Duck<string>($"select to_json(row) from read_parquet('{checkpoint}') as row"))
                table.Apply(JsonNode.Parse(row)!);
            table.Version = long.Parse(Path.GetFileName(checkpoint)[..20], CultureInfo.InvariantCulture);
        }

        foreach (var commit in Directory.GetFiles(log, "*.json").Order(StringComparer.Ordinal))
        {
            var number = long.Parse(Path.GetFileName(commit)[..20], CultureInfo.InvariantCulture);
            if (number <= table.Version || number > (version ?? long.MaxValue))
                continue;
            Assert.Equal(table.Version + 1, number);
            foreach (var line in File.ReadLines(commit))
                table.Apply(JsonNode.Parse(line)!);
            table.Version = number;
        }

        return table;
    }

    /// <summary>The lines of a commit.</summary>
    public static JsonNode[] Commit(string folder, long version) =>
        [.. File.ReadLines(Path.Combine(folder, "_delta_log", string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json"))).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Puts a commit there as a program of others would.</summary>
    public static void Foreign(string folder, long version, params JsonNode[] lines) =>
        File.WriteAllLines(Path.Combine(folder, "_delta_log", string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json")), lines.Select(line => line.ToJsonString()));

    /// <summary>All rows by DuckDB, each cell as text, in no order.</summary>
    public List<string> Rows() => Read(string.Join(", ", Columns.Select(column => $"cast({column} as varchar) as {column}")));

    /// <summary>The same table of one of its files.</summary>
    public ReplayedTable Only(string path)
    {
        var only = new ReplayedTable(_folder) { Metadata = Metadata };
        only._files[path] = _files[path];
        return only;
    }

    /// <summary>A select over each file, whose rows are put together and ordered.</summary>
    public List<string> Read(string columns) =>
    [
        .. _files.SelectMany(file => Duck<object>($"select {columns} from read_parquet('{Path.Combine(_folder, Uri.UnescapeDataString(file.Key))}', hive_partitioning = false)")
            .Cast<IDictionary<string, object?>>()
            .Select(row => string.Join(" | ", row.Select(cell => cell.Key == PartitionColumn ? Partition(file.Value) ?? "∅" : cell.Value ?? "∅"))))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All rows by hyparquet, each a dictionary of texts, as the files have them.</summary>
    public async Task<IReadOnlyList<JsonObject>> ByHyparquetAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["parquet.mjs"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = System.IO.Path.Combine(Places.Repository, "HealthDashboard.Tests", "Readers"),
        })!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, Paths);
        node.StandardInput.Close();
        var rows = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return [.. JsonNode.Parse(rows)!.AsArray().Select(row => row!.AsObject())];
    }

    public string? Partition(JsonNode add) => PartitionColumn is { } column ? (string?)add["partitionValues"]![column] : null;

    private static List<T> Duck<T>(string sql)
    {
        lock (Reader.Value)
            return Reader.Value.Query<T>(sql).AsList();
    }

    private void Apply(JsonNode line)
    {
        if (line["protocol"] is { } protocol)
            Protocol = protocol;
        if (line["metaData"] is { } metadata)
            Metadata = metadata;
        if (line["txn"] is { } transaction)
            Transactions[(string)transaction["appId"]!] = transaction;
        if (line["remove"] is { } removed)
        {
            _files.Remove((string)removed["path"]!);
            Removed.Add(removed);
        }

        if (line["add"] is { } added)
            _files[(string)added["path"]!] = added;
    }
}
