namespace HealthDashboard.Access.Audit;

/// <summary>
/// Brings things onto the disk, which takes milliseconds however much it is: one at a time, and once for all who ask while one is under way. That one may
/// have begun before their things were there, so they wait for the next.
/// </summary>
public sealed class SharedFlush
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <param name="flush">The same of all who ask.</param>
    /// <returns>Done when one is that began after this was asked.</returns>
    public Task NextAsync(Action flush)
    {
        lock (_lock)
        {
            var running = _running;
            return _next ??= Task.Run(() => AfterAsync(running, flush));
        }
    }

    private async Task AfterAsync(Task running, Action flush)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            (_running, _next) = (_next!, null);
        flush();
    }
}
