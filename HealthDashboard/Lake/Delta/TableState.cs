using System.Text.Json;

namespace HealthDashboard.Lake.Delta;

/// <summary>A table as its log says it is at a version: the last word on each thing.</summary>
internal sealed class TableState
{
    private readonly Dictionary<string, AddedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RemovedFile> _removed = new(StringComparer.Ordinal);

    public long Version { get; set; } = -1;

    public int MinReader { get; private set; }

    public int MinWriter { get; private set; }

    /// <summary>What a protocol of features names besides its numbers.</summary>
    public IReadOnlyList<string> Features { get; private set; } = [];

    public TableMetadata? Metadata { get; set; }

    public Dictionary<string, WriterProgress> Writers { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<AddedFile> Files => _files.Values;

    public IReadOnlyCollection<RemovedFile> Removed => _removed.Values;

    public void Protocol(int reader, int writer, IReadOnlyList<string> features) => (MinReader, MinWriter, Features) = (reader, writer, features);

    public void Add(AddedFile file)
    {
        _files[file.Path] = file;
        _removed.Remove(file.Path);
    }

    public void Remove(RemovedFile file)
    {
        _files.Remove(file.Path);
        _removed[file.Path] = file;
    }

    /// <summary>Takes a line of a commit.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public void Apply(JsonElement line)
    {
        foreach (var action in line.EnumerateObject())
        {
            var said = action.Value;
            switch (action.Name)
            {
                case "protocol":
                    Protocol(
                        said.GetProperty("minReaderVersion").GetInt32(), said.GetProperty("minWriterVersion").GetInt32(),
                        [.. Texts(said, "readerFeatures").Concat(Texts(said, "writerFeatures")).Distinct(StringComparer.Ordinal)]);
                    break;
                case "metaData":
                    Metadata = new TableMetadata(
                        said.GetProperty("id").GetString()!, Text(said, "name"), Text(said, "description"), Has(said, "format", out var format) ? Values(format, "options") : [],
                        said.GetProperty("schemaString").GetString()!, [.. Texts(said, "partitionColumns")], Values(said, "configuration"), Number(said, "createdTime"));
                    break;
                case "txn":
                    Writers[said.GetProperty("appId").GetString()!] = new WriterProgress(said.GetProperty("version").GetInt64(), Number(said, "lastUpdated"));
                    break;
                case "add":
                    Add(new AddedFile(
                        said.GetProperty("path").GetString()!, Values(said, "partitionValues"), said.GetProperty("size").GetInt64(), Number(said, "modificationTime") ?? 0, Text(said, "stats")));
                    break;
                case "remove":
                    Remove(new RemovedFile(said.GetProperty("path").GetString()!, Values(said, "partitionValues"), Number(said, "size"), Number(said, "deletionTimestamp") ?? 0));
                    break;
            }
        }
    }

    private static bool Has(JsonElement said, string name, out JsonElement value) => said.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement said, string name) => Has(said, name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement said, string name) => Has(said, name, out var value) ? value.GetInt64() : null;

    private static IEnumerable<string> Texts(JsonElement said, string name) => Has(said, name, out var value) ? value.EnumerateArray().Select(each => each.GetString()!) : [];

    private static Dictionary<string, string?> Values(JsonElement said, string name) => Has(said, name, out var value)
        ? value.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString())
        : [];
}
