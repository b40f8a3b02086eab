using System.Text.Json.Nodes;

namespace HealthDashboard.Lake.Delta;

/// <summary>A file of data, as a log of Delta has it.</summary>
/// <param name="Path">Relative to the table, escaped as whoever wrote it escaped it. Never taken apart: a removal repeats it letter for letter.</param>
/// <param name="ModificationTime">Milliseconds since 1970.</param>
/// <param name="Statistics">JSON of numRecords, minValues, maxValues and nullCount; null where somebody wrote none.</param>
internal sealed record AddedFile(string Path, IReadOnlyDictionary<string, string?> PartitionValues, long Size, long ModificationTime, string? Statistics)
{
    public JsonObject Add() => new()
    {
        ["add"] = new JsonObject
        {
            ["path"] = Path,
            ["partitionValues"] = Values(PartitionValues),
            ["size"] = Size,
            ["modificationTime"] = ModificationTime,
            ["dataChange"] = true,
            ["stats"] = Statistics,
        },
    };

    public RemovedFile Removed(long now) => new(Path, PartitionValues, Size, now);

    internal static JsonObject Values(IReadOnlyDictionary<string, string?> values) => new(values.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value)));
}

/// <summary>A file that is no part of the table any more. It stays on the disk as long as earlier versions may be asked for.</summary>
/// <param name="DeletionTimestamp">Milliseconds since 1970.</param>
internal sealed record RemovedFile(string Path, IReadOnlyDictionary<string, string?> PartitionValues, long? Size, long DeletionTimestamp)
{
    public JsonObject Remove() => new()
    {
        ["remove"] = new JsonObject
        {
            ["path"] = Path,
            ["deletionTimestamp"] = DeletionTimestamp,
            ["dataChange"] = true,
            ["extendedFileMetadata"] = true,
            ["partitionValues"] = AddedFile.Values(PartitionValues),
            ["size"] = Size,
        },
    };
}

/// <summary>What a table is: its schema and what was set of it.</summary>
internal sealed record TableMetadata(
    string Id, string? Name, string? Description, IReadOnlyDictionary<string, string?> FormatOptions, string Schema, IReadOnlyList<string> PartitionColumns,
    IReadOnlyDictionary<string, string?> Configuration, long? CreatedTime)
{
    public JsonObject Metadata() => new()
    {
        ["metaData"] = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["description"] = Description,
            ["format"] = new JsonObject { ["provider"] = "parquet", ["options"] = AddedFile.Values(FormatOptions) },
            ["schemaString"] = Schema,
            ["partitionColumns"] = new JsonArray([.. PartitionColumns.Select(column => (JsonNode)column)]),
            ["configuration"] = AddedFile.Values(Configuration),
            ["createdTime"] = CreatedTime,
        },
    };
}

/// <summary>How far a writer has come, in numbers of its own. Outlives whatever others do to the table.</summary>
/// <param name="Version">The number of the run.</param>
/// <param name="LastUpdated">When it was published, in milliseconds since 1970: the numbers of another warehouse are not told apart from ours otherwise.</param>
internal sealed record WriterProgress(long Version, long? LastUpdated)
{
    public JsonObject Transaction(string writer) => new()
    {
        ["txn"] = new JsonObject { ["appId"] = writer, ["version"] = Version, ["lastUpdated"] = LastUpdated },
    };
}
