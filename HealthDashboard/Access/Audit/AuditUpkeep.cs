namespace HealthDashboard.Access.Audit;

/// <summary>
/// Once a day lets go of what is older than <c>Audit:KeepDays</c>, and tells the log where the audit ends: whoever keeps the log elsewhere can tell
/// by it whether the files of the audit were put back to an earlier day.
/// </summary>
public sealed partial class AuditUpkeep(AuditStore store, AuditOptions options, TimeProvider clock, ILogger<AuditUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Pace, clock);
        do
            await KeepAsync();
        while (await pace.WaitForNextTickAsync(stoppingToken));
    }

    private async Task KeepAsync()
    {
        try
        {
            var left = store.Forget(clock.GetUtcNow().AddDays(-options.KeepDays));
            var end = store.End();
            await store.OnDiskAsync();
            LogEnd(end.Id, Convert.ToHexStringLower(end.Mac), left);
        }
        catch (AuditUnavailableException unavailable)
        {
            LogUnavailable(unavailable.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The audit ends with entry {Entry}, sealed {Seal}. {Left} entries were older than Audit:KeepDays and have left.")]
    private partial void LogEnd(long entry, string seal, long left);

    [LoggerMessage(LogLevel.Error, "The audit cannot be written, so nothing of persons is shown: {Reason}")]
    private partial void LogUnavailable(string reason);
}
