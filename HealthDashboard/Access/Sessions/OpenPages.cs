using System.Collections.Concurrent;

namespace HealthDashboard.Access.Sessions;

/// <summary>
/// Watches over pages that stay open. They make no requests, so what holds at the next request is looked up for them: every two seconds
/// it is asked which sessions still live, and the pages of all others are turned to nobody's. Where that cannot be asked, all are. Whose a page is, it is asked each time:
/// a browser that comes back to it may be signed in anew.
/// </summary>
public sealed partial class OpenPages(SessionStore sessions, TimeProvider clock, ILogger<OpenPages> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Viewer, bool> _open = [];

    public void Opened(Viewer viewer) => _open[viewer] = true;

    public void Closed(Viewer viewer) => _open.TryRemove(viewer, out _);

    /// <summary>Ends the pages whose sessions have ended, and tells the others whether names of patients are shown.</summary>
    public void Look()
    {
        if (_open.IsEmpty)
            return;
        var living = Living();
        foreach (var viewer in _open.Keys.Where(viewer => viewer.Person.SessionId is not { } session || !living.Contains(session)))
        {
            Closed(viewer);
            Tell(viewer.End);
        }

        var revealed = Revealed();
        foreach (var viewer in _open.Keys)
            Tell(() => viewer.ShowNames(viewer.Person.SessionId is { } session && revealed.TryGetValue(session, out var until) ? until : null));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Pace, clock);
        while (await pace.WaitForNextTickAsync(stoppingToken))
            Look();
    }

    /// <summary>One page that cannot be told must not keep the others open.</summary>
    private void Tell(Action what)
    {
        try
        {
            what();
        }
        catch (Exception fault)
        {
            LogUntold(fault.GetType().Name);
        }
    }

    private HashSet<long> Living()
    {
        try
        {
            return sessions.Living();
        }
        catch (SessionsUnavailableException fault)
        {
            LogUnavailable(fault.InnerException?.Message);
            return [];
        }
    }

    /// <summary>Where it cannot be asked, no names are shown.</summary>
    private IReadOnlyDictionary<long, long> Revealed()
    {
        try
        {
            return sessions.Revealed();
        }
        catch (SessionsUnavailableException)
        {
            return new Dictionary<long, long>();
        }
    }

    [LoggerMessage(LogLevel.Error, "A page whose session has ended could not be told: {Fault}")]
    private partial void LogUntold(string fault);

    [LoggerMessage(LogLevel.Error, "The database of sessions cannot be used, so all open pages are ended: {Fault}")]
    private partial void LogUnavailable(string? fault);
}
