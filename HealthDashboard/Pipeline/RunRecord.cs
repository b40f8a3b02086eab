using System.Text.Json;
using System.Text.Json.Serialization;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>How a run ended, or that it has not.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("published")]
    Published,

    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>The files must not be published as they are; the published snapshot stays.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A fault of ours or of the machine, or broken off; the published snapshot stays.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Uploaded files that could be published; the published snapshot stays until somebody decides so.</summary>
    [JsonStringEnumMemberName("previewed")]
    Previewed,
}

/// <summary>A table, its accepted rows, and those it has in the published snapshot.</summary>
public sealed record ShrunkTable(string Table, long Accepted, long Before);

/// <summary>What is kept of a run, and what <c>status.json</c> holds. Contains no value of any record.</summary>
public sealed record RunRecord
{
    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public RunState State { get; init; }

    /// <summary>Why the run was refused or failed, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule that refused the run.</summary>
    public string? Rule { get; init; }

    public string RunId { get; init; } = "";

    /// <summary>The files were uploaded; they were not those of Data:Path, though they may be by now.</summary>
    public bool Uploaded { get; init; }

    /// <summary>The run whose snapshot was made the published one again, where that is what was done instead of reading files.</summary>
    public string? RestoredRunId { get; init; }

    /// <summary>The run whose snapshot was the published one before a restore.</summary>
    public string? SetAsideRunId { get; init; }

    /// <summary>What was wrong with the files of the published snapshot when the run began, in a sentence; a damaged one is never unchanged.</summary>
    public string? Damage { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The first and the last visit date, those far from all others aside.</summary>
    public DateOnly? DataFrom { get; init; }

    public DateOnly? DataTo { get; init; }

    /// <summary>By table: patients, doctors, visits, treatments.</summary>
    public IReadOnlyDictionary<string, TableLedger> Tables { get; init; } = new Dictionary<string, TableLedger>();

    /// <summary>Tables that lost more of their rows than the limit allows, where somebody decided to publish them in spite of it, or may.</summary>
    public IReadOnlyList<ShrunkTable> Shrunk { get; init; } = [];

    /// <summary>By layer: bronze, silver, gold, checks.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<RuleCount> Rules { get; init; } = [];

    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>The data-quality index, by table; empty when the run did not come so far.</summary>
    public IReadOnlyDictionary<string, FileQuality> Quality { get; init; } = new Dictionary<string, FileQuality>();

    /// <summary>Columns of the files that are kept in bronze and not used, by file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExtraColumns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>SHA-256 by file; of a restore those of the files set aside, which are not to be run again.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The first day (UTC) on which a visit that was rejected as in the future is none any more: the same files then are run again. Null when there is none.</summary>
    public DateOnly? RunAgainOn { get; init; }

    /// <summary>Identifies the program's definitions: a new build may compute other numbers from the same files.</summary>
    public string Definitions { get; init; } = "";

    /// <summary>Both read the same four files.</summary>
    public bool HasFilesOf(RunRecord other) => Files.Count > 0 && Files.All(file => other.Files.GetValueOrDefault(file.Key) == file.Value);

    /// <summary>The day (UTC) that visits are compared with.</summary>
    [JsonIgnore]
    public DateOnly Today => DateOnly.FromDateTime(StartedAt.UtcDateTime);

    [JsonIgnore]
    public RunLedger Ledger => new(Tables, Rules);

    public string ToJson() => JsonSerializer.Serialize(this, RunRecordJson.Default.RunRecord);

    public static RunRecord FromJson(string json) => JsonSerializer.Deserialize<RunRecord>(json, Format)!;
}

/// <summary>Writes what <see cref="RunRecord.Format"/> would, by code of the build: a command ends before reflection has warmed up.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
