using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthDashboard.Warehouse;

/// <summary>
/// Ready once a snapshot is published and read, while its files are what was published. Without its database a dashboard shows what it has read before.
/// Everybody may ask: where a database lies, and as whom it is asked, is told in the log and to administrators.
/// </summary>
public sealed class SnapshotHealth(SnapshotStore store) : IHealthCheck
{
    private const string Away = "What holds the snapshots cannot be asked at present; the log says why.";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Now());

    private HealthCheckResult Now()
    {
        if (store.WhyNotReadable is { } why)
            return HealthCheckResult.Unhealthy(store.Current is null && store.Engine.Away is not null ? Away : why);
        var unread = store.Unread is { } run ? $"The run “{run.RunId}” is published and cannot be read here; the log says why." : null;
        if (unread is not null && store.Unread?.RunId == store.Current?.RunId)
            return HealthCheckResult.Unhealthy(unread);
        return (unread ?? (store.Engine.Away is null ? null : Away)) is { } told ? HealthCheckResult.Degraded($"{told} What was read before is served on.") : HealthCheckResult.Healthy();
    }
}
