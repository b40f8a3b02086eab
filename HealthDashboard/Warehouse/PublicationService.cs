namespace HealthDashboard.Warehouse;

/// <summary>Does its work once the server is up and whenever something else is published, by whom ever: on a thread of its own, since nobody who publishes waits for it.</summary>
public abstract class PublicationService(SnapshotStore store, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0);

    protected SnapshotStore Store { get; } = store;

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Has the work done once more.</summary>
    protected void Wake() => _wake.Release();

    /// <summary>What it throws ends the server.</summary>
    protected abstract void Work(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Store.Published += Wake;
        using var started = lifetime.ApplicationStarted.Register(Wake);
        try
        {
            while (true)
            {
                await _wake.WaitAsync(stoppingToken);
                await Task.Run(() => Work(stoppingToken), stoppingToken);
            }
        }
        finally
        {
            Store.Published -= Wake;
        }
    }
}
