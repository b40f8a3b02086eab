using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Pages.SignIn;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>A form by which people change what is theirs.</summary>
public static class OwnForm
{
    public static async Task<IResult> AnswerAsync(HttpContext http, Func<Person, IFormCollection, Task<IResult>> answer)
    {
        if (await SmallForm.ReadAsync(http) is not { } form)
            return Results.Text(Refusal.FormNotOurs.Words, "text/plain; charset=utf-8", statusCode: Refusal.FormNotOurs.Status);
        SessionAudit.Sent(http);
        return await answer(new Person(http.User.FindFirstValue(PersonClaims.Issuer)!, http.User.FindFirstValue(PersonClaims.Subject)!, http.User.SessionId!.Value), form);
    }

    /// <summary>Of what the form is about; 0, which nothing has, where it does not say.</summary>
    public static long Id(IFormCollection form) => long.TryParse(form["id"], out var id) ? id : 0;

    public static Task<IResult> See(HttpContext http, string page) => Task.FromResult(SeeOther.Page(http, page));

    public sealed record Person(string Issuer, string Subject, long Session);
}
