using HealthDashboard.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HealthDashboard.Endpoints.SignIn.Oidc;

/// <summary>Signing in at a provider of OpenID Connect: by a code that is worth nothing without the proof kept here (PKCE).</summary>
public static class OidcSetup
{
    private static readonly TimeSpan ProviderAnswers = TimeSpan.FromSeconds(10);

    /// <exception cref="FormatException">Sessions cannot be kept, or the secret cannot be read.</exception>
    public static void AddOidc(this WebApplicationBuilder builder, AccessOptions access, StateOptions state)
    {
        var secret = access.Oidc!.ReadSecret();
        builder.AddSessions(state, OpenIdConnectDefaults.AuthenticationScheme).AddOpenIdConnect(provider => Use(provider, access, secret));
        builder.Services.AddSingleton<LogoutTokens>().AddSingleton<OidcEvents>().AddSingleton<ProviderSignOut>();
        builder.Services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<TimeProvider>((provider, clock) =>
            provider.TokenValidationParameters.LifetimeValidator = ProviderTime.Validator(clock));
    }

    private static void Use(OpenIdConnectOptions provider, AccessOptions access, string? secret)
    {
        var oidc = access.Oidc!;
        (provider.Authority, provider.ClientId, provider.ClientSecret) = (oidc.Authority.ToString(), oidc.ClientId, secret);
        provider.RequireHttpsMetadata = oidc.Authority.Scheme == Uri.UriSchemeHttps;
        provider.BackchannelTimeout = ProviderAnswers;
        // The answer comes as an address that the browser goes to, with which a cookie of this site alone travels; a form of another site would need one for all sites.
        (provider.ResponseType, provider.ResponseMode, provider.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        foreach (var cookie in new[] { provider.CorrelationCookie, provider.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (provider.RemoteSignOutPath, provider.SignedOutCallbackPath) = (default, default);
        (provider.MapInboundClaims, provider.SaveTokens, provider.GetClaimsFromUserInfoEndpoint) = (false, false, true);
        provider.TokenValidationParameters.NameClaimType = PersonClaims.Name;
        provider.TokenValidationParameters.ValidAlgorithms = SigningAlgorithms.All;
        provider.Scope.Clear();
        foreach (var scope in oidc.Scopes)
            provider.Scope.Add(scope);
        provider.ClaimActions.Remove(PersonClaims.Issuer);
        foreach (var claim in access.Claims.Where(claim => claim is not (PersonClaims.Issuer or PersonClaims.Subject)))
        {
            provider.ClaimActions.Remove(claim);
            provider.ClaimActions.MapJsonKey(claim, claim);
        }

        provider.EventsType = typeof(OidcEvents);
    }
}
