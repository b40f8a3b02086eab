using System.Text.Encodings.Web;
using HealthDashboard.Access;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace HealthDashboard.Endpoints.SignIn.Proxy;

/// <summary>Begins a session for whoever goes to a page and is named by the proxy, and leads back to that page.</summary>
public sealed class ProxyChallenge(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AccessOptions access, ProxyPeople people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>People are known by their session.</summary>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (people.Person(Context) is not { } person)
        {
            await SignInAnswers.AnswerAsync(Context, Refusal.NamedNobody(access.Proxy!.UserHeader));
            return;
        }

        await Context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person);
        Response.Redirect(properties.RedirectUri ?? UriHelper.BuildRelative(Request.PathBase, Request.Path, Request.QueryString));
    }
}
