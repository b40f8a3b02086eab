using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HealthDashboard.Pages.Frame;

/// <summary>
/// Writes what a page shows into the audit, each thing once. A page is made twice, for the browser's request and for the circuit that then keeps it
/// alive: what the first has written travels, protected, to the second. Another address, another snapshot, another reach is another thing.
/// </summary>
public sealed class PageAudit : IDisposable
{
    private const string Carried = "audit/seen";
    private const string Palette = "palette";

    private static readonly Task<bool> Written = Task.FromResult(true);

    private readonly AuditLog _log;
    private readonly Viewer _viewer;
    private readonly NavigationManager _navigation;
    private readonly PersistingComponentStateSubscription? _carrying;
    private string? _seen;
    private string? _offered;

    public PageAudit(AuditLog log, Viewer viewer, NavigationManager navigation, PersistentComponentState state)
    {
        (_log, _viewer, _navigation) = (log, viewer, navigation);
        if (!log.IsOn)
            return;
        _ = state.TryTakeFromJson(Carried, out _seen);
        _carrying = state.RegisterOnPersisting(
            () =>
            {
                state.PersistAsJson(Carried, _seen);
                return Task.CompletedTask;
            },
            RenderMode.InteractiveServer);
    }

    /// <param name="what">Which of the things that may stand under one address: the run of its snapshot.</param>
    /// <param name="patients">Whom it shows.</param>
    /// <returns>Whether it is written; what shows persons is not shown otherwise.</returns>
    public bool Write(AuditAction action, string? what, IEnumerable<string> patients) => Begin(action, what, patients)?.GetAwaiter().GetResult() is true;

    /// <summary>The same, for whoever has something to do while it is brought onto the disk. Nothing of persons may be sent before.</summary>
    /// <returns>Null where it cannot be written; whether it is on the disk, else.</returns>
    public Task<bool>? Begin(AuditAction action, string? what, IEnumerable<string> patients)
    {
        if (!_log.IsOn)
            return Written;
        var here = Here;
        string[] shown = [.. patients];
        // Two addresses may read the same when they are unescaped; whom they show is what counts.
        var thing = $"{_viewer.Person.SessionId}|{action}|{what}|{_viewer.Reach}|{Uri.UnescapeDataString(here)}|{AuditEntry.Fingerprint(shown)}";
        if (thing == _seen)
            return Written;
        // What could not be written is tried again when it is shown again.
        var onDisk = _log.Begin(_viewer.Person, action, AuditAddress.Of(here), shown);
        _seen = onDisk is null ? null : thing;
        return onDisk;
    }

    /// <summary>The same for a page. The answer to a request is made while the disk works, and not sent before; an open page is told at once, so it waits.</summary>
    /// <param name="http">The request; null in a circuit.</param>
    public async Task<bool> WriteAsync(HttpContext? http, AuditAction action, string? what, IEnumerable<string> patients)
    {
        if (Begin(action, what, patients) is not { } onDisk)
            return false;
        if (http is null or { Response.HasStarted: true })
            return await onDisk;
        http.Response.OnStarting(() => HoldAsync(http, onDisk));
        return true;
    }

    /// <summary>That somebody was not shown what they asked for.</summary>
    public void Refuse() => Write(AuditAction.Refused, null, []);

    /// <summary>Whether patients may be offered for some letters. The letters themselves may be a name, and are not kept.</summary>
    public bool MayOffer(IReadOnlyCollection<string> patients)
    {
        if (!_log.IsOn || patients.Count == 0)
            return true;
        // The same patients by name are another thing.
        var offered = $"{_viewer.Reach}|{string.Join('|', patients)}";
        if (offered == _offered)
            return true;
        var isWritten = _log.Write(_viewer.Person, AuditAction.Search, Palette, patients);
        _offered = isWritten ? offered : null;
        return isWritten;
    }

    public void Dispose() => _carrying?.Dispose();

    /// <summary>A disk that fails at the last moment leaves no time for words: nothing is sent.</summary>
    private static async Task HoldAsync(HttpContext request, Task<bool> onDisk)
    {
        if (!await onDisk)
            request.Abort();
    }

    private string Here => "/" + _navigation.ToBaseRelativePath(_navigation.Uri).Split('#')[0];
}
