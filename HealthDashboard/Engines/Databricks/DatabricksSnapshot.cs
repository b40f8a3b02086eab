using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>A run as a lake in Databricks has it: each table at the version that belongs to it. The files' records stay with whoever writes the lake.</summary>
/// <param name="versions">Of each table of the lake, such as <c>gold/dim_visits</c>.</param>
internal sealed class DatabricksSnapshot(string runId, DatabricksAddress address, StatementExecution statements, IReadOnlyDictionary<string, long> versions) : Snapshot(runId)
{
    /// <summary>A page waits no longer for a warehouse that wakes, beside the ten seconds of the first answer: it says so, and can be asked again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override bool HoldsRecords => false;

    private IReadOnlyDictionary<string, long> Versions { get; } = versions;

    /// <summary>What becomes of the tables is the lake's to know: a version whose files are gone says so when it is asked.</summary>
    public override string? Damage(bool surely = false) => null;

    public override SnapshotConnection Open() => Over(null);

    public override SnapshotConnection OpenBeside(Snapshot earlier) => Over(((DatabricksSnapshot)earlier).Versions);

    public override bool Has(string layer, string table) => Versions.ContainsKey($"{layer}/{table}");

    private SnapshotConnection Over(IReadOnlyDictionary<string, long>? earlier) => new(new DatabricksConnection(statements, new LakeNames(address, Versions, earlier), Patience), SqlDialect.Spark);
}
