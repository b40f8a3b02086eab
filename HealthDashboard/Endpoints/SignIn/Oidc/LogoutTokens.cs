using System.Text.Json;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Access.Sessions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>
/// Follows the provider when it says that somebody is signed out there (OpenID Connect Back-Channel Logout 1.0): a token of its own,
/// signed as those that sign people in, and followed once.
/// </summary>
public sealed class LogoutTokens(IOptionsMonitor<OpenIdConnectOptions> options, SessionStore sessions, AuditLog audit)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Ends the sessions that a token speaks of.</summary>
    /// <returns>Null, or why the token is not followed.</returns>
    /// <exception cref="SessionsUnavailableException">Sessions cannot be ended.</exception>
    /// <exception cref="InvalidOperationException">The keys of the provider cannot be had.</exception>
    public async Task<string?> FollowAsync(string text, CancellationToken cancellation)
    {
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var result = await ReadAsync(text, provider, cancellation);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
            return $"It is no token that the provider has signed for the dashboard ({result.Exception?.GetType().Name ?? "unreadable"}).";
        if (!IsLogout(token))
            return "It is no logout token.";
        if (token.TryGetPayloadValue<string>("nonce", out _))
            return "A logout token has no nonce.";
        var (subject, session) = (Said(token, PersonClaims.Subject), Said(token, PersonClaims.ProviderSession));
        if (subject is null && session is null)
            return "It names neither a person (sub) nor a session (sid).";
        if (token.Id.Length == 0 || !sessions.IsNew(token.Id, new DateTimeOffset(token.ValidTo) + ProviderTime.MostApart))
            return "It has no id of its own (jti), or was followed before.";
        SessionAudit.Ended(audit, token.Issuer, subject, sessions.EndAll(token.Issuer, subject, session));
        return null;
    }

    private static async Task<TokenValidationResult> ReadAsync(string text, OpenIdConnectOptions provider, CancellationToken cancellation)
    {
        var result = await ReadAsync(text, provider, await provider.ConfigurationManager!.GetConfigurationAsync(cancellation));
        if (result.Exception is not SecurityTokenSignatureKeyNotFoundException)
            return result;
        // The provider may have new keys.
        provider.ConfigurationManager.RequestRefresh();
        return await ReadAsync(text, provider, await provider.ConfigurationManager.GetConfigurationAsync(cancellation));
    }

    private static Task<TokenValidationResult> ReadAsync(string text, OpenIdConnectOptions provider, OpenIdConnectConfiguration known)
    {
        var expected = provider.TokenValidationParameters.Clone();
        (expected.ValidIssuer, expected.ValidAudience, expected.IssuerSigningKeys) = (known.Issuer, provider.ClientId, known.SigningKeys);
        return Handler.ValidateTokenAsync(text, expected);
    }

    private static bool IsLogout(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(Event, out var logout) && logout.ValueKind == JsonValueKind.Object;

    private static string? Said(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;
}
