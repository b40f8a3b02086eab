using HealthDashboard.Bronze;
using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>When what became of a table is reason enough not to publish.</summary>
public static class RunLimits
{
    /// <param name="before">The table in the published snapshot, if there is one.</param>
    /// <param name="hint">What is worth to be said of the rejected records.</param>
    /// <exception cref="RunRefusedException">A limit is exceeded.</exception>
    public static void Check(SourceTable table, TableLedger now, TableLedger? before, PipelineOptions options, string? hint)
    {
        if (now.Read > 0 && (double)now.Rejected / now.Read > options.MaxRejectedShare)
            throw RunRefusedException.TooManyRejected(table, now.Rejected, now.Read, options.MaxRejectedShare, hint);
        if (now.Accepted == 0)
            throw RunRefusedException.NoRows(table, now.Read, hint);
        if (before is { Accepted: > 0 } && (double)(before.Accepted - now.Accepted) / before.Accepted > options.MaxShrink)
            throw RunRefusedException.Shrunk(table, now.Accepted, before.Accepted, options.MaxShrink);
    }
}
