using System.Net.Http.Headers;
using HealthDashboard.Access;
using HealthDashboard.Access.Tokens;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>
/// Lets scripts in by the token they send (RFC 6750, the header alone): to read what is said to be for scripts, whatever else an address allows.
/// A script is never led to a page, since it would take that for its answer.
/// </summary>
public static class TokenAccess
{
    private const string Bearer = "Bearer";

    public static void UseTokens(this WebApplication app)
    {
        var (tokens, reaches) = (app.Services.GetRequiredService<TokenStore>(), app.Services.GetRequiredService<Reaches>());
        app.Use((http, next) =>
        {
            var endpoint = http.GetEndpoint();
            // A proxy may send tokens of its own along with the session of a person.
            if (Said(http.Request) is not { } token || endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null || (!IsOurs(token) && http.User.SessionId is not null))
                return next(http);
            http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            if (!http.Request.IsHttps && !HostNames.IsLocal(http.Request.Host.Host))
                return RefuseAsync(http, Refusal.HttpsNeeded(http.Request.Host.Host));
            if (!IsOurs(token) || tokens.Find(token) is not { } owner || !reaches.LetsIn(owner))
                return RefuseAsync(http, Refusal.TokenDead, "invalid_token");
            if (endpoint is not null && !(IsRead(http.Request) && endpoint.Metadata.GetMetadata<ScriptAddress>() is not null))
                return RefuseAsync(http, Refusal.NotForTokens, "insufficient_scope");
            http.User = owner;
            return next(http);
        });
    }

    private static string? Said(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var said) && said.Scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? said.Parameter ?? "" : null;

    private static bool IsOurs(string token) => token.StartsWith(TokenStore.Prefix, StringComparison.Ordinal);

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static Task RefuseAsync(HttpContext http, Refusal refusal, string? error = null)
    {
        if (error is not null)
            http.Response.Headers.WWWAuthenticate = $"Bearer error=\"{error}\"";
        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(refusal.Words);
    }
}
