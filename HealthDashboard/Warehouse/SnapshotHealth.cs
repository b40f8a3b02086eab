using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthDashboard.Warehouse;

/// <summary>Ready once a snapshot is published, while its files are what was published. Without its database a dashboard shows what it has read before.</summary>
public sealed class SnapshotHealth(SnapshotStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.WhyNotReadable is { } why ? HealthCheckResult.Unhealthy(why) : store.Engine.Away is { } away ? HealthCheckResult.Degraded($"{away} What was read before is served on.") : HealthCheckResult.Healthy());
}
