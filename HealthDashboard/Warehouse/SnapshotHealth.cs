using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthDashboard.Warehouse;

/// <summary>Ready once a snapshot is published.</summary>
public sealed class SnapshotHealth(SnapshotStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.Current is null ? HealthCheckResult.Unhealthy("No snapshot is published yet.") : HealthCheckResult.Healthy());
}
