using HealthDashboard.Bronze;
using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>When what became of a table is reason enough not to publish.</summary>
public static class RunLimits
{
    /// <param name="before">The table in the published snapshot, if there is one.</param>
    /// <exception cref="RunRefusedException">A limit is exceeded.</exception>
    public static void Check(SourceTable table, TableLedger now, TableLedger? before, PipelineOptions options)
    {
        if (now.Read > 0 && (double)now.Rejected / now.Read > options.MaxRejectedShare)
            throw RunRefusedException.TooManyRejected(table, now.Rejected, now.Read, options.MaxRejectedShare);
        if (now.Accepted == 0)
            throw RunRefusedException.NoRows(table, now.Read);
        if (before is { Accepted: > 0 } && (double)(before.Accepted - now.Accepted) / before.Accepted > options.MaxShrink)
            throw RunRefusedException.Shrunk(table, now.Accepted, before.Accepted, options.MaxShrink);
    }
}
