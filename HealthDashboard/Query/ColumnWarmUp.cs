using HealthDashboard.Gold.Columns;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>Reads the columns of a published snapshot and adds everybody up before anybody asks: of a hospital group that takes a second.</summary>
public sealed class ColumnWarmUp(SnapshotStore store, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Wake() => _wake.Release();
        store.Published += Wake;
        using var started = lifetime.ApplicationStarted.Register(Wake);
        try
        {
            while (true)
            {
                await _wake.WaitAsync(stoppingToken);
                if (store.Readable is { } snapshot)
                    await Task.Run(() => StarColumns.Of(snapshot).WarmUp(), stoppingToken);
            }
        }
        finally
        {
            store.Published -= Wake;
        }
    }
}
