namespace HealthDashboard.Tests.Support;

/// <summary>Asks another process until it has done what is waited for. Asking without a pause would take the processor from the one that is asked.</summary>
public static class Patience
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <exception cref="OperationCanceledException">It was not so within a minute.</exception>
    public static async Task UntilAsync(Func<CancellationToken, Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Most);
        using var pace = new PeriodicTimer(Pace);
        while (!await isSo(patience.Token))
            await pace.WaitForNextTickAsync(patience.Token);
    }
}
