using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Endpoints.SignIn.Oidc;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Antiforgery;
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
        own.MapPost("/" + Address.SignOut, (HttpContext http, SessionStore sessions) =>
            ByPersonAsync(http, (person, _) => sessions.End(person.Issuer, person.Subject, person.Session), Leave));
        own.MapPost("/" + Address.SignOutEverywhere, (HttpContext http, SessionStore sessions) =>
            ByPersonAsync(http, (person, _) => sessions.EndAll(person.Issuer, person.Subject), Leave));
        own.MapPost("/" + Address.EndSession, (HttpContext http, SessionStore sessions) =>
            ByPersonAsync(http, (person, form) => sessions.End(person.Issuer, person.Subject, long.TryParse(form["id"], out var id) ? id : 0), http => See(http, Address.Account)));
    }

    private static async Task<IResult> ByPersonAsync(HttpContext http, Action<Person, IFormCollection> end, Func<HttpContext, Task<IResult>> answer)
    {
        if (!OwnOrigin.IsNamed(http.Request) || await SmallForm.ReadAsync(http) is not { } form || !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Results.Text(Refusal.FormNotOurs.Words, "text/plain; charset=utf-8", statusCode: Refusal.FormNotOurs.Status);
        end(new Person(http.User.FindFirstValue(PersonClaims.Issuer)!, http.User.FindFirstValue(PersonClaims.Subject)!, http.User.SessionId!.Value), form);
        return await answer(http);
    }

    /// <summary>
    /// Signs out of the provider too, where it can be asked. Not by a redirect: browsers hold those that follow a form to the
    /// <c>form-action</c> of the page, which names no other site.
    /// </summary>
    private static async Task<IResult> Leave(HttpContext http)
    {
        var token = await http.GetTokenAsync("id_token");
        await http.SignOutAsync();
        if (http.RequestServices.GetService<ProviderSignOut>() is not { } provider || await provider.AddressAsync(http, token) is not { } address)
            return await See(http, Address.SignedOut);
        http.Response.Headers["Refresh"] = $"0;url={address}";
        return new RazorComponentResult<SignedOut>(new { Onward = address });
    }

    private static Task<IResult> See(HttpContext http, string page)
    {
        http.Response.Headers.Location = $"{http.Request.PathBase}/{page}";
        return Task.FromResult(Results.StatusCode(StatusCodes.Status303SeeOther));
    }

    private sealed record Person(string Issuer, string Subject, long Session);
}
