using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthDashboard.Engines.Databricks;

// As the SQL Statement Execution API 2.0 has them, of which only what is used here: /api/2.0/sql/statements.

/// <summary>A named parameter. A value is always a text, which is cast to the type.</summary>
internal sealed record StatementParameter(string Name, string? Value, string Type);

/// <summary>No schema: a name without one is not found, where it would be taken for the newest version of a table of ours.</summary>
internal sealed record StatementRequest(
    string Statement, string WarehouseId, string Catalog, string Disposition, IReadOnlyList<StatementParameter> Parameters)
{
    public string Format { get; } = "JSON_ARRAY";

    /// <summary>As long as the first answer waits for the rows.</summary>
    public string WaitTimeout { get; } = "10s";

    /// <summary>A warehouse that wakes takes longer, and is asked again.</summary>
    public string OnWaitTimeout { get; } = "CONTINUE";
}

internal sealed record StatementAnswer(string StatementId, StatementStatus Status, StatementManifest? Manifest, StatementChunk? Result);

internal sealed record StatementStatus(string State, StatementError? Error, string? SqlState);

internal sealed record StatementError(string? ErrorCode, string? Message);

internal sealed record StatementManifest(StatementSchema Schema, long? TotalRowCount, bool Truncated);

internal sealed record StatementSchema(IReadOnlyList<StatementColumn>? Columns);

internal sealed record StatementColumn(string Name, string TypeName);

/// <summary>A part of the rows, in the answer or behind links. What comes behind it is told by the part or by its last link.</summary>
internal sealed record StatementChunk(string?[][]? DataArray, IReadOnlyList<StatementLink>? ExternalLinks, int? NextChunkIndex)
{
    [JsonIgnore]
    public int? Next => NextChunkIndex ?? (ExternalLinks is [.., var last] ? last.NextChunkIndex : null);
}

/// <summary>Where a part of the rows can be fetched for some minutes. Whoever has it needs no token, so that it is never shown, and gets none.</summary>
internal sealed record StatementLink(string ExternalLink, int ChunkIndex, int? NextChunkIndex, IReadOnlyDictionary<string, string>? HttpHeaders)
{
    public override string ToString() => $"Part {ChunkIndex}";
}

internal static class StatementJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
