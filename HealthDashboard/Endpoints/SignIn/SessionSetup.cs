using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Access.Tokens;
using HealthDashboard.Endpoints.SignIn.Proxy;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>What all ways to sign in share: a session behind a cookie, pages that end with it, and a wall before whoever has none.</summary>
public static class SessionSetup
{
    private const string Keys = "keys";
    private const int MostOfLately = 100;

    /// <param name="challenge">The scheme that leads whoever is not signed in to where one signs in.</param>
    /// <exception cref="FormatException">Sessions cannot be kept.</exception>
    public static AuthenticationBuilder AddSessions(this WebApplicationBuilder builder, StateOptions state, string challenge)
    {
        var (services, database) = (builder.Services, new StateDatabase(state));
        database.Prepare();
        services.AddSingleton(_ => database).AddSingleton<SessionStore>().AddSingleton<TokenStore>();
        services.AddSingleton<OpenPages>().AddHostedService(provider => provider.GetRequiredService<OpenPages>());
        services.AddScoped<CircuitHandler, SessionGuard>();
        services.AddHostedService<GrantCheck>();
        services.AddSingleton<SignInAnswers>().AddSingleton<EarlierSession>();
        services.AddDataProtection().SetApplicationName("HealthDashboard").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(state.Path, Keys)));
        // The keys lie in a folder of this program alone, which is what it warns of; what goes wrong with a sign-in is logged by SignInAnswers, without what people sent.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<SessionStore>((cookie, sessions) => cookie.SessionStore = sessions);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SignInRefusals>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(SignedIn());
        return services
            .AddAuthentication(options => (options.DefaultScheme, options.DefaultChallengeScheme) = (CookieAuthenticationDefaults.AuthenticationScheme, challenge))
            .AddCookie(UseSessions);
    }

    /// <summary>
    /// Where the walls and the path of the host are known already. It must be asked for by its own name on the application itself: from within
    /// a branch the application does not see it, and puts it before everything else.
    /// </summary>
    public static void UseSessions(this WebApplication app)
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
        ExpectThoseOfLately(app.Services);
        app.UseAuthentication();
        if (app.Services.GetService<ProxyPeople>() is { } people)
            app.Use(people.CheckAsync);
        app.UseTokens();
    }

    /// <summary>After a restart, too, nobody should wait in the morning for what everybody sees.</summary>
    private static void ExpectThoseOfLately(IServiceProvider services)
    {
        var (warmUp, reaches) = (services.GetRequiredService<ColumnWarmUp>(), services.GetRequiredService<Reaches>());
        foreach (var person in services.GetRequiredService<StateDatabase>().Read(connection => People.Lately(connection, MostOfLately)).Reverse())
            warmUp.Expect(reaches.Of(person));
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
        cookie.Events.OnSignedIn = SessionAudit.BegunAsync;
        // Led to sign in once more: to be told that one has no grant would be no way out.
        cookie.Events.OnValidatePrincipal = context =>
        {
            var services = context.HttpContext.RequestServices;
            if (services.GetRequiredService<Reaches>() is var reaches && reaches.IsOfThisSignIn(context.Principal!))
                services.GetRequiredService<ColumnWarmUp>().Expect(reaches.Of(context.Principal));
            else
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }
}
