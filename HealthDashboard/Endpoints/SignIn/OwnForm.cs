using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>A form by which people change what is theirs: from a page of the dashboard, with the token that stood in it.</summary>
public static class OwnForm
{
    /// <summary>Null where it is not.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http) =>
        OwnOrigin.IsNamed(http.Request) && await SmallForm.ReadAsync(http) is { } form && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
            ? form
            : null;

    public static async Task<IResult> AnswerAsync(HttpContext http, Func<Person, IFormCollection, Task<IResult>> answer)
    {
        if (await ReadAsync(http) is not { } form)
            return Results.Text(Refusal.FormNotOurs.Words, "text/plain; charset=utf-8", statusCode: Refusal.FormNotOurs.Status);
        SessionAudit.Sent(http);
        return await answer(new Person(http.User.FindFirstValue(PersonClaims.Issuer)!, http.User.FindFirstValue(PersonClaims.Subject)!, http.User.SessionId!.Value), form);
    }

    /// <summary>Of what the form is about; 0, which nothing has, where it does not say.</summary>
    public static long Id(IFormCollection form) => long.TryParse(form["id"], out var id) ? id : 0;

    public static Task<IResult> See(HttpContext http, string page) => Task.FromResult(SeeOther.Page(http, page));

    public sealed record Person(string Issuer, string Subject, long Session);
}
