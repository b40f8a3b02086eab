using System.Globalization;
using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>
/// What turns the numbers back for everybody asks for the person once more, since a browser may stand open, and so does how one signs in, and who else does. The provider says when it last
/// saw them (<c>auth_time</c>); where it does not say, that was not lately.
/// </summary>
public static class FreshSignIn
{
    private const string Run = "run";
    private const string Page = "page";

    /// <summary>Pages that one may come back to besides.</summary>
    private static readonly string[] Pages = [Address.SecondFactor, Address.Passkeys, Address.People];

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    public static void MapFreshSignIn(this IEndpointRouteBuilder routes) => routes.MapGet("/" + Address.SignInAgain, (HttpContext http, SignInAnswers answers) =>
        answers.LeadAsync(http, new OpenIdConnectChallengeProperties
        {
            RedirectUri = $"{http.Request.PathBase}/{Pages.FirstOrDefault(page => page == http.Request.Query[Page]) ?? Address.Compare(http.Request.Query[Run].ToString())}",
            Prompt = "login",
            MaxAge = TimeSpan.Zero,
        }));

    /// <summary>Whether the provider has seen the person lately; always, where nobody signs in, and where a proxy does, which cannot be asked to ask again.</summary>
    public static bool IsFresh(HttpContext http) =>
        http.RequestServices.GetRequiredService<AccessOptions>().Proxy is not null
        || !http.RequestServices.GetRequiredService<Reaches>().AskWhoItIs
        || (long.TryParse(http.User.FindFirstValue(PersonClaims.SeenByProvider), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            && http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() - seen < Lately.TotalSeconds);

    /// <summary>Leads to a sign-in and back to one of the pages about accounts.</summary>
    public static async Task<IResult> RefuseForAsync(HttpContext http, string page)
    {
        await SignInAnswers.AnswerAsync(http, Refusal.NotFreshForAccount(Address.SignInAgainFor(page)));
        return Results.Empty;
    }

    /// <summary>Leads to the provider and back to where a kept snapshot is restored.</summary>
    public static async Task<IResult> RefuseAsync(HttpContext http, string run)
    {
        await SignInAnswers.AnswerAsync(http, Refusal.NotFresh($"{Address.SignInAgain}?{Run}={Uri.EscapeDataString(run)}"));
        return Results.Empty;
    }
}
