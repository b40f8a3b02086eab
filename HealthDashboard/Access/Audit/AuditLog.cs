using System.Globalization;
using System.Security.Claims;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// Tells the audit who saw or did what. On wherever people sign in; else there is one person at one machine, and nothing is written.
/// </summary>
/// <param name="store">Null where nobody signs in.</param>
public sealed partial class AuditLog(Reaches reaches, ILogger<AuditLog> log, AuditStore? store = null) : IDisposable
{
    private const int MostOfRefused = 200;

    private static readonly Task<bool> Written = Task.FromResult(true);

    /// <summary>So much of what shows nobody the power may take with it. One flush serves all of it: one for each page costs more than the page's entry.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly RefusalLimit _refusals = new();
    private readonly CancellationTokenSource _ending = new();
    private int _isSoon;

    public bool IsOn => store is not null;

    /// <summary>Writes down what somebody is about to be shown, or has done.</summary>
    /// <param name="what">An address, as <see cref="AuditAddress"/> writes it.</param>
    /// <param name="patients">Whom it shows.</param>
    /// <returns>Whether it is written, and on the disk unless it is a page of nobody; what shows persons is not shown otherwise. Refusals are short, and so many of one person alone.</returns>
    public bool Write(ClaimsPrincipal person, AuditAction action, string what, IEnumerable<string>? patients = null, string? reason = null, long? rows = null, string? sha256 = null) =>
        Begin(person, action, what, patients, reason, rows, sha256)?.GetAwaiter().GetResult() is true;

    /// <summary>The same, for whoever has something to do while it is brought onto the disk. Nothing of persons may be sent before.</summary>
    /// <returns>Null where it cannot be written; whether it is on the disk, else.</returns>
    public Task<bool>? Begin(ClaimsPrincipal person, AuditAction action, string what, IEnumerable<string>? patients = null, string? reason = null, long? rows = null, string? sha256 = null)
    {
        if (store is null)
            return Written;
        if (action == AuditAction.Refused)
        {
            var (write, last) = _refusals.Take(person);
            if (!write)
                return null;
            (what, reason) = (AuditAddress.Brief(what, MostOfRefused), Join(reason, last ? "more of them within this minute are not written" : null));
        }

        try
        {
            string[] shown = [.. patients ?? []];
            _ = store.Write(
                new AuditEntry
                {
                    Issuer = person.FindFirstValue(PersonClaims.Issuer) ?? "",
                    Subject = person.FindFirstValue(PersonClaims.Subject) ?? "",
                    Name = person.FindFirstValue(PersonClaims.Name) ?? "",
                    Session = person.SessionId,
                    Reach = reaches.Of(person).ToString(),
                    Action = action.Name(),
                    What = what,
                    Reason = Join(person.TokenId is { } token ? string.Create(CultureInfo.InvariantCulture, $"by token {token}") : null, reason),
                    Rows = rows,
                    Sha256 = sha256,
                },
                shown);
            if (action is not (AuditAction.View or AuditAction.Refused) || shown.Length > 0)
                return OnDiskAsync(store);
            _ = SoonOnDiskAsync(store);
            return Written;
        }
        catch (AuditUnavailableException unavailable)
        {
            LogUnavailable(unavailable.Message);
            return null;
        }
    }

    /// <summary>Where the program ends before, the store brings all that it has written onto the disk.</summary>
    private async Task SoonOnDiskAsync(AuditStore written)
    {
        if (Interlocked.Exchange(ref _isSoon, 1) == 1)
            return;
        await Task.Delay(Soon, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _isSoon, 0);
        if (!_ending.IsCancellationRequested)
            await OnDiskAsync(written).ConfigureAwait(false);
    }

    private async Task<bool> OnDiskAsync(AuditStore written)
    {
        try
        {
            // Open pages wait for it in their turn, which must not be needed to come back.
            await written.OnDiskAsync().ConfigureAwait(false);
            return true;
        }
        catch (AuditUnavailableException unavailable)
        {
            LogUnavailable(unavailable.Message);
            return false;
        }
    }

    /// <summary>The same of a request: its person, and its address unless something else is said.</summary>
    public bool Write(HttpContext http, AuditAction action, IEnumerable<string>? patients = null, string? reason = null, long? rows = null, string? sha256 = null) =>
        Write(http.User, action, AuditAddress.Of(http.Request), patients, reason, rows, sha256);

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _refusals.Dispose();
    }

    private static string? Join(params string?[] said) => string.Join("; ", said.OfType<string>()) is { Length: > 0 } all ? all : null;

    [LoggerMessage(LogLevel.Error, "The audit cannot be written, so nothing of persons is shown: {Reason}")]
    private partial void LogUnavailable(string reason);
}
