using HealthDashboard.Gold;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HealthDashboard.Pages.Frame;

/// <summary>Keeps a fault of a page to the page, and gives it a number to speak of.</summary>
public sealed class PageFaults : ErrorBoundary
{
    [Inject]
    private ILogger<PageFaults> Logger { get; set; } = default!;

    /// <summary>Of the last fault.</summary>
    public string? Reference { get; private set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        // That something is withheld, a session over, or the audit or the database away, is an answer. The base class would log the message, too.
        if (exception is not (WithheldException or Access.SessionEndedException or Access.Audit.AuditUnavailableException or EngineException { IsOfStatement: false }))
            Reference = FaultReference.Log(Logger, exception);
        return Task.CompletedTask;
    }
}
