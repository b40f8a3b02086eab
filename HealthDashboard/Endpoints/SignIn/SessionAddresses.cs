using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Endpoints.SignIn.Oidc;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>The addresses where people see their sessions, and where they end them.</summary>
public static class SessionAddresses
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/" + Address.SignedOut, () => new RazorComponentResult<SignedOut>()).AllowAnonymous();
        routes.MapFreshSignIn();
        var own = routes.MapGroup("").WithMetadata(new ForSignedInAttribute());
        own.MapGet("/" + Address.Account, (HttpContext http) => new RazorComponentResult<Account>(new { Person = http.User }));
        own.MapPost("/" + Address.SignOut, (HttpContext http, SessionStore sessions) => OwnForm.AnswerAsync(http, (person, _) =>
        {
            sessions.End(person.Issuer, person.Subject, person.Session);
            return LeaveAsync(http);
        }));
        own.MapPost("/" + Address.SignOutEverywhere, (HttpContext http, SessionStore sessions) => OwnForm.AnswerAsync(http, (person, _) =>
        {
            sessions.EndAll(person.Issuer, person.Subject);
            return LeaveAsync(http);
        }));
        own.MapPost("/" + Address.EndSession, (HttpContext http, SessionStore sessions) => OwnForm.AnswerAsync(http, (person, form) =>
        {
            sessions.End(person.Issuer, person.Subject, OwnForm.Id(form));
            return OwnForm.See(http, Address.Account);
        }));
        routes.MapTokens();
        routes.MapNames();
    }

    /// <summary>
    /// Signs out of the provider or the proxy too, where it can be asked. Not by a redirect: browsers hold those that follow a form to the
    /// <c>form-action</c> of the page, which names no other site.
    /// </summary>
    private static async Task<IResult> LeaveAsync(HttpContext http)
    {
        var token = await http.GetTokenAsync("id_token");
        await http.SignOutAsync();
        var services = http.RequestServices;
        if ((services.GetService<ProviderSignOut>() is { } provider ? await provider.AddressAsync(http, token) : services.GetRequiredService<AccessOptions>().Proxy?.SignOutUrl) is not { } address)
            return await OwnForm.See(http, Address.SignedOut);
        http.Response.Headers["Refresh"] = $"0;url={address}";
        return new RazorComponentResult<SignedOut>(new { Onward = address });
    }
}
