using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>
/// The addresses where names of patients are revealed for a while, and hidden again. The audit has the reason before the session shows a name. Whoever may
/// not reveal them is answered as if these were not there.
/// </summary>
public static class NameAddresses
{
    public static void MapNames(this IEndpointRouteBuilder routes)
    {
        var names = routes.MapGroup("").AddEndpointFilter(async (invocation, next) =>
            invocation.HttpContext.RequestServices.GetRequiredService<Reaches>().MayReveal(invocation.HttpContext.User) ? await next(invocation) : Results.NotFound());
        names.MapGet("/" + Address.Names, (HttpContext http) => new RazorComponentResult<RevealNames>(new { Back = Back(http.Request.Query["back"]) }));
        names.MapPost("/" + Address.Reveal, RevealAsync);
        names.MapPost("/" + Address.HideNames, (HttpContext http, SessionStore sessions) => OwnForm.AnswerAsync(http, (person, form) =>
        {
            sessions.Hide(person.Session);
            return OwnForm.See(http, Back(form["back"]));
        }));
    }

    private static Task<IResult> RevealAsync(HttpContext http, SessionStore sessions, AuditLog audit) => OwnForm.AnswerAsync(http, async (person, form) =>
    {
        var (reason, back) = (form["reason"].ToString(), Back(form["back"]));
        if (!RevealReasons.All.Contains(reason))
            return Results.Text($"Expected a reason: {string.Join(", ", RevealReasons.All)}.", "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        if (!audit.Write(http.User, AuditAction.Reveal, AuditAddress.Of("/" + back), reason: reason))
        {
            await SignInAnswers.AnswerAsync(http, Refusal.NotAudited);
            return Results.Empty;
        }

        sessions.Reveal(person.Session, reason, RevealReasons.Time);
        return await OwnForm.See(http, back);
    });

    /// <summary>A page of the dashboard, as relative to its base: nothing that leads elsewhere, or cannot stand in a header.</summary>
    private static string Back(string? asked) =>
        Uri.TryCreate("http://local/" + asked?.TrimStart('/', '\\', '.'), UriKind.Absolute, out var page) && page is { Host: "local", IsDefaultPort: true, UserInfo: "" }
            ? page.PathAndQuery.TrimStart('/')
            : "";
}
