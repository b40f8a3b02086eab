using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Writes who signed in and out, in whatever way.</summary>
public static class SessionAudit
{
    private const string SignIn = "sign-in";

    public static Task BegunAsync(CookieSignedInContext context)
    {
        var (person, services) = (context.Principal!, context.HttpContext.RequestServices);
        // Its own is the newest: the cookie knows the key alone.
        var session = services.GetRequiredService<SessionStore>().Of(person.FindFirstValue(PersonClaims.Issuer)!, person.FindFirstValue(PersonClaims.Subject)!) is [var newest, ..]
            ? person.In(newest.Id)
            : person;
        _ = services.GetRequiredService<AuditLog>().Write(session, AuditAction.SignIn, SignIn);
        return Task.CompletedTask;
    }

    /// <summary>That somebody changed what is theirs: ended sessions, made tokens.</summary>
    public static void Sent(HttpContext http)
    {
        string[] ending = [Address.SignOut, Address.SignOutEverywhere, Address.EndSession];
        // What reveals names says so itself, with its reason.
        if (http.Request.Path.Value?.TrimStart('/') == Address.Reveal)
            return;
        var action = ending.Contains(http.Request.Path.Value?.TrimStart('/')) ? AuditAction.SignOut : AuditAction.Change;
        _ = http.RequestServices.GetRequiredService<AuditLog>().Write(http, action);
    }

    /// <summary>By the provider: of a person, or of a session there.</summary>
    public static void Ended(AuditLog audit, string issuer, string? subject, int sessions) => _ = audit.Write(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(PersonClaims.Issuer, issuer), new Claim(PersonClaims.Subject, subject ?? "")])),
        AuditAction.SignOut,
        "/" + Address.SignOut,
        reason: FormattableString.Invariant($"by the provider; {sessions} sessions"));
}
