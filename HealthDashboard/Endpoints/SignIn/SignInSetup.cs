using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Signing in at a provider of OpenID Connect: by a code that is worth nothing without the proof kept here (PKCE).</summary>
public static class SignInSetup
{
    private const string Keys = "keys";

    private static readonly TimeSpan ProviderAnswers = TimeSpan.FromSeconds(10);

    /// <exception cref="FormatException">Sessions cannot be kept, or the secret cannot be read.</exception>
    public static void AddSignIn(this WebApplicationBuilder builder, AccessOptions access, StateOptions state)
    {
        var (services, secret) = (builder.Services, access.Oidc!.ReadSecret());
        var database = new StateDatabase(state);
        database.Prepare();
        services.AddSingleton(database).AddSingleton<SessionStore>();
        services.AddSingleton<OpenPages>().AddHostedService(provider => provider.GetRequiredService<OpenPages>());
        services.AddScoped<CircuitHandler, SessionGuard>();
        services.AddSingleton<SignInAnswers>().AddSingleton<LogoutTokens>().AddSingleton<SignInEvents>();
        services.AddDataProtection().SetApplicationName("HealthDashboard").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(state.Path, Keys)));
        // The keys lie in a folder of this program alone, which is what it warns of; what goes wrong with a sign-in is logged by SignInAnswers, without what people sent.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        services.AddAuthentication(options => (options.DefaultScheme, options.DefaultChallengeScheme) = (CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme))
            .AddCookie(UseSessions)
            .AddOpenIdConnect(provider => Use(provider, access, secret));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<SessionStore>((cookie, sessions) => cookie.SessionStore = sessions);
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<TimeProvider>((provider, clock) =>
            provider.TokenValidationParameters.LifetimeValidator = ProviderTime.Validator(clock));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SignInRefusals>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(SignedIn());
    }

    /// <summary>
    /// Where the walls and the path of the host are known already. It must be asked for by its own name on the application itself: from within
    /// a branch the application does not see it, and puts it before everything else.
    /// </summary>
    public static void UseSignIn(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (SessionsUnavailableException fault) when (!http.Response.HasStarted)
            {
                http.Response.Clear();
                await SignInAnswers.AnswerAsync(http, http.RequestServices.GetRequiredService<SignInAnswers>().Of(fault));
            }
        });
        app.UseAuthentication();
    }

    private static AuthorizationPolicy SignedIn() => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireAssertion(asked => asked.Resource is HttpContext http
            && (http.GetEndpoint()?.Metadata.GetMetadata<ForSignedInAttribute>() is not null || http.RequestServices.GetRequiredService<Reaches>().LetsIn(asked.User)))
        .Build();

    /// <summary>How long a session lasts is for the store to say.</summary>
    private static void UseSessions(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = SessionCookies.Name;
        (cookie.Cookie.Path, cookie.Cookie.HttpOnly, cookie.Cookie.IsEssential) = ("/", true, true);
        (cookie.Cookie.SameSite, cookie.Cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (SessionStore.Longest, false);
        cookie.CookieManager = new SessionCookies();
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

        provider.EventsType = typeof(SignInEvents);
    }
}
