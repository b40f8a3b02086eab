using HealthDashboard.Access.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>A sign-in begins a session of its own: the one that the browser had before ends.</summary>
public sealed class EarlierSession(SessionStore sessions, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    /// <summary>The handler calls the name of the claim so that holds the key of a session.</summary>
    private const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public async Task EndAsync(HttpContext http)
    {
        var cookie = cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        if (SessionCookies.Sent(http) is { } before && cookie.TicketDataFormat.Unprotect(before)?.Principal.FindFirst(KeyClaim)?.Value is { } key)
            await sessions.RemoveAsync(key);
    }
}
