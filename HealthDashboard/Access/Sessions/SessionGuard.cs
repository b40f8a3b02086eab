using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HealthDashboard.Access.Sessions;

/// <summary>Binds an open page to the session it was opened in: once that has ended, nothing a browser sends is done any more.</summary>
public sealed class SessionGuard(Viewer viewer, OpenPages pages, SessionStore sessions, TimeProvider clock) : CircuitHandler
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private DateTimeOffset _touched;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (viewer.Person.SessionId is not null)
            pages.Opened(viewer);
        else
            viewer.End();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Closed(viewer);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (viewer.IsOver)
            return Task.CompletedTask;
        if (viewer.Person.SessionId is { } session)
            Touch(session);
        return next(context);
    };

    /// <summary>Whoever works in an open page is not idle. Where that cannot be written, those who watch over the pages end it.</summary>
    private void Touch(long session)
    {
        if (clock.GetUtcNow() - _touched < Pace)
            return;
        _touched = clock.GetUtcNow();
        try
        {
            sessions.Touch(session);
        }
        catch (SessionsUnavailableException)
        {
            pages.Look();
        }
    }
}
