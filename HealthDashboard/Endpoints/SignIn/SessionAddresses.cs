using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>The addresses where people see their sessions, and where these end: by the person, and by the provider.</summary>
public static class SessionAddresses
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/" + Address.SignedOut, () => new RazorComponentResult<SignedOut>()).AllowAnonymous();
        routes.MapPost("/signout-oidc-back-channel", ByProviderAsync).AllowAnonymous();
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
        if (await ProviderAsync(http, token) is not { } address)
            return await See(http, Address.SignedOut);
        http.Response.Headers["Refresh"] = $"0;url={address}";
        return new RazorComponentResult<SignedOut>(new { Onward = address });
    }

    private static async Task<string?> ProviderAsync(HttpContext http, string? token)
    {
        var provider = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var known = await provider.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
            return string.IsNullOrEmpty(known.EndSessionEndpoint) || token is null ? null : QueryHelpers.AddQueryString(known.EndSessionEndpoint, new Dictionary<string, string?>
            {
                ["id_token_hint"] = token,
                ["client_id"] = provider.ClientId,
                ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/{Address.SignedOut}",
            });
        }
        catch (InvalidOperationException)
        {
            // It does not answer: signed out here is signed out here.
            return null;
        }
    }

    private static async Task<IResult> ByProviderAsync(HttpContext http, LogoutTokens tokens)
    {
        if ((await SmallForm.ReadAsync(http))?["logout_token"] is not [{ Length: > 0 } token])
            return Refuse("Expected a form with one logout_token.");
        try
        {
            return await tokens.FollowAsync(token, http.RequestAborted) is { } why ? Refuse(why) : Results.Ok();
        }
        catch (InvalidOperationException)
        {
            return Results.Json(new { error = "temporarily_unavailable", error_description = "The keys of the provider cannot be had." }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        static IResult Refuse(string why) => Results.Json(new { error = "invalid_request", error_description = why }, statusCode: StatusCodes.Status400BadRequest);
    }

    private static Task<IResult> See(HttpContext http, string page)
    {
        http.Response.Headers.Location = $"{http.Request.PathBase}/{page}";
        return Task.FromResult(Results.StatusCode(StatusCodes.Status303SeeOther));
    }

    private sealed record Person(string Issuer, string Subject, long Session);
}
