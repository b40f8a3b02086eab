using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Endpoints.SignIn;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HealthDashboard.Endpoints;

/// <summary>
/// What a browser sends must come from a page of the dashboard, say so, and hold the token that stood in that page: to every address that is mapped and will be, but
/// those that say otherwise (<c>DisableAntiforgery</c>). A browser sends what it knows somebody by whoever has written the page.
/// </summary>
public static class SentForms
{
    /// <summary>Where nobody signs in there is nothing to borrow but the machine itself, and a program that runs on it is no page: it says none of these.</summary>
    private static readonly string[] OfBrowsers = [HeaderNames.Origin, HeaderNames.Referer, "Sec-Fetch-Site"];

    /// <summary>So browsers begin to say what they are, for as long as there have been any.</summary>
    private const string Browser = "Mozilla/";

    /// <summary>Begins like a browser and ends so, in both of its kinds; what a browser itself sends names an origin.</summary>
    private const string Shell = "PowerShell/";

    private const int LongestToken = 4096;

    public static IServiceCollection AddSentForms(this IServiceCollection services) => services.AddAntiforgery(options =>
    {
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // With Strict whoever follows a link in a mail is given another one, and all their open pages are too old; nobody else's form goes with Lax either.
        options.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax;
    });

    /// <summary>
    /// Stands behind what says whether somebody may send anything there at all, and before the framework's own check: that marks a request and hands it on, and whoever
    /// reads a form that is marked throws.
    /// </summary>
    public static void UseSentForms(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!IsAsked(http) || await IsOursAsync(http))
            await next(http);
        else
            await RefuseAsync(http);
    });

    /// <summary>The same of a form that is too large to be read whole: the token stands in its first part.</summary>
    public static async Task<bool> IsOursAsync(HttpContext http, MultipartReader parts)
    {
        if (IsOfProgram(http))
            return true;
        try
        {
            var (options, token) = (http.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value, new byte[LongestToken]);
            if (await parts.ReadNextSectionAsync(http.RequestAborted) is not { } first || first.AsFormDataSection()?.Name != options.FormFieldName)
                return false;
            var length = await first.Body.ReadAtLeastAsync(token, LongestToken, throwOnEndOfStream: false, http.RequestAborted);
            http.Request.Headers[options.HeaderName!] = Encoding.ASCII.GetString(token, 0, length);
            return await IsOursAsync(http);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return false;
        }
    }

    public static Task RefuseAsync(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated is true)
            _ = http.RequestServices.GetRequiredService<AuditLog>().Write(http, AuditAction.Refused);
        return SignInAnswers.AnswerAsync(http, Refusal.FormNotOurs);
    }

    /// <summary>A page that stands in place of an answer was asked for already.</summary>
    private static bool IsAsked(HttpContext http) =>
        !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false }
        && http.Features.Get<IStatusCodeReExecuteFeature>() is null && http.Features.Get<IExceptionHandlerFeature>() is null;

    private static async Task<bool> IsOursAsync(HttpContext http) =>
        IsOfProgram(http) || (OwnOrigin.IsNamed(http.Request) && (IsOfCircuit(http) || await HoldsTokenAsync(http)));

    private static async Task<bool> HoldsTokenAsync(HttpContext http)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            // No form that can be read: broken off, too large, or none at all.
            return false;
        }
    }

    /// <summary>The way to the circuits takes no form: what is done there needs what stood in a page, sealed.</summary>
    private static bool IsOfCircuit(HttpContext http) => http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfProgram(HttpContext http) =>
        (IsOfCircuit(http) || !http.RequestServices.GetRequiredService<Reaches>().AskWhoItIs)
        && !OfBrowsers.Any(http.Request.Headers.ContainsKey)
        && !(http.Request.Headers.UserAgent.ToString() is var name && name.StartsWith(Browser, StringComparison.Ordinal) && !name.Contains(Shell, StringComparison.Ordinal));
}
