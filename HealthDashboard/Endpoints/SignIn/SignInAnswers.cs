using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Endpoints.SignIn.Oidc;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>Tells whoever is not let in why: on a page where somebody looks at one, else in a sentence.</summary>
public sealed partial class SignInAnswers(AccessOptions access, Reaches reaches, ILogger<SignInAnswers> log)
{
    /// <summary>What a provider says of a person, or of this one try; with every other word of the standards it refuses the dashboard itself.</summary>
    private static readonly string[] OfOneTry =
        ["access_denied", "login_required", "consent_required", "interaction_required", "account_selection_required", "unmet_authentication_requirements", "invalid_grant", "expired_token"];

    /// <summary>Whether a browser goes to a page, and may be led elsewhere first; what a page or a script asks for may not, and what is sent may not.</summary>
    public static bool MayBeLed(HttpRequest request) => (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && IsLookedAt(request);

    /// <summary>Whether a person looks at the answer.</summary>
    private static bool IsLookedAt(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && (request.Headers["Sec-Fetch-Mode"].ToString(), request.Headers["Sec-Fetch-Dest"].ToString()) switch
        {
            ("navigate", var into) => into is "document" or "",
            ("", _) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    /// <summary>Leads to where one signs in. Where a provider does not answer, or refuses when it is asked beforehand, the challenge throws.</summary>
    public async Task LeadAsync(HttpContext http, AuthenticationProperties? properties = null)
    {
        try
        {
            await http.ChallengeAsync(properties);
        }
        catch (Exception fault) when (access.Oidc is not null && !http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.Response.Clear();
            var known = Of(fault);
            await AnswerAsync(http, known == Refusal.Failed && fault is not OpenIdConnectProtocolException ? Refusal.ProviderUnavailable(access.Oidc.Authority.Host) : known);
        }
    }

    /// <summary>To somebody who has signed in.</summary>
    public Refusal Of(HttpContext http)
    {
        var reach = reaches.Of(http.User);
        return reach.IsNothing ? Refusal.NoGrant(http.User.Identity?.Name, string.Join("; ", reaches.Claims.Select(claim => Refusal.Found(claim, [.. http.User.FindAll(claim).Select(each => each.Value)]))))
            : Refusal.NotAllowed;
    }

    /// <summary>What stood in the way of a sign-in. What is wrong with a token is for the log, and what stands in it for neither.</summary>
    public Refusal Of(Exception why)
    {
        var causes = Causes(why).ToList();
        var said = causes.Select(each => each.Data["error"]).OfType<string>().FirstOrDefault(IsCode);
        LogRefused(string.Join(", ", causes.Select(each => each.GetType().Name)), said);
        return causes.Any(each => each is SessionsUnavailableException) ? Refusal.SessionsUnavailable
            : causes.OfType<ClocksApartException>().FirstOrDefault() is { } apart ? Refusal.ClocksApart(apart.There, apart.Here)
            : access.Oidc is not { } oidc ? Refusal.Failed
            : said is not null ? OfOneTry.Contains(said) ? Refusal.ProviderSaid(said) : Refusal.ProviderRefused(oidc.Authority.Host, said)
            : causes.Any(each => each is HttpRequestException or IOException or TaskCanceledException) ? Refusal.ProviderUnavailable(oidc.Authority.Host)
            : Refusal.Failed;
    }

    public static async Task AnswerAsync(HttpContext http, Refusal refusal)
    {
        if (refusal == Refusal.Unknown)
            http.Response.Headers.WWWAuthenticate = "Cookie realm=\"HealthDashboard\", Bearer realm=\"HealthDashboard\"";
        if (IsLookedAt(http.Request))
        {
            var page = new RazorComponentResult<SignInAnswer>(new { Refusal = refusal }) { StatusCode = refusal.Status, PreventStreamingRendering = true };
            await page.ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = refusal.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(refusal.Words);
    }

    /// <summary>Whether it is a code of the standard, such as <c>invalid_client</c>, and no text that somebody may have sent.</summary>
    private static bool IsCode(string error) => error.Length <= 40 && error.All(letter => char.IsAsciiLetterLower(letter) || letter == '_');

    private static IEnumerable<Exception> Causes(Exception? why)
    {
        for (; why is not null; why = why.InnerException)
            yield return why;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in was refused: {Faults} {Error}")]
    private partial void LogRefused(string faults, string? error);
}
