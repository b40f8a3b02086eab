using HealthDashboard.Bronze;
using HealthDashboard.Sample;
using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>When what became of the tables of a run is reason enough not to publish.</summary>
/// <param name="published">The run to be replaced, if there is one.</param>
/// <param name="acceptsShrink">Somebody has decided that tables may be as small as they are.</param>
public sealed class RunLimits(PipelineOptions options, RunRecord? published, bool acceptsShrink)
{
    private readonly List<ShrunkTable> _shrunk = [];

    /// <summary>The tables that lost more of their rows than the limit allows.</summary>
    public IReadOnlyList<ShrunkTable> Shrunk => _shrunk;

    /// <summary>Told table by table, in the order they are read.</summary>
    /// <param name="hint">What is worth to be said of the rejected records.</param>
    /// <exception cref="RunRefusedException">A limit is exceeded.</exception>
    public void Check(SourceTable table, TableLedger now, string? hint)
    {
        if (now.Read > 0 && (double)now.Rejected / now.Read > options.MaxRejectedShare)
            throw Refused(RunRefusals.TooManyRejected(table, now.Rejected, now.Read, options.MaxRejectedShare, hint));
        if (now.Accepted == 0)
            throw Refused(RunRefusals.NoRows(table, now.Read, hint));
        if (Before(table) is { } before and > 0 && (double)(before - now.Accepted) / before > options.MaxShrink)
            _shrunk.Add(new ShrunkTable(table.Name, now.Accepted, before));
        if (table == SourceTable.All[^1] && _shrunk.Count > 0 && !acceptsShrink)
            throw RunRefusals.Shrunk(_shrunk, options.MaxShrink);
    }

    /// <summary>A table that points to one cut off short is rejected as its consequence: the cause is told, not the consequence.</summary>
    private RunRefusedException Refused(RunRefusedException consequence) =>
        _shrunk.Count > 0 && !acceptsShrink ? RunRefusals.Shrunk(_shrunk, options.MaxShrink) : consequence;

    /// <summary>A file of the shipped sample is nobody's earlier file.</summary>
    private long? Before(SourceTable table) =>
        published?.Files.GetValueOrDefault(table.FileName) is { } hash && ShippedSample.Has(hash) ? null : published?.Tables.GetValueOrDefault(table.Name)?.Accepted;
}
