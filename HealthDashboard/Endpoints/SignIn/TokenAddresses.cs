using HealthDashboard.Access;
using HealthDashboard.Access.Tokens;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn;

/// <summary>The addresses where people make tokens for scripts, and where they revoke them.</summary>
public static class TokenAddresses
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        // Not one of those about oneself: whoever sees nothing makes no token.
        routes.MapPost("/" + Address.Tokens, (HttpContext http, TokenStore tokens) => OwnForm.AnswerAsync(http, (person, form) => Task.FromResult(Make(person, form, tokens))));
        routes.MapPost("/" + Address.RevokeToken, (HttpContext http, TokenStore tokens) => OwnForm.AnswerAsync(http, (person, form) =>
        {
            tokens.Revoke(person.Issuer, person.Subject, OwnForm.Id(form));
            return OwnForm.See(http, Address.Account);
        })).WithMetadata(new ForSignedInAttribute());
    }

    private static IResult Make(OwnForm.Person person, IFormCollection form, TokenStore tokens)
    {
        var name = string.Join(' ', form["name"].ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (name.Length is 0 or > TokenStore.LongestName || name.Any(char.IsControl))
            return Refuse($"A token has a name of 1 to {TokenStore.LongestName} characters that can be read, such as “nightly report”.");
        if (!int.TryParse(form["days"], out var days) || !TokenStore.Lifetimes.Contains(days))
            return Refuse($"A token lasts {string.Join(", ", TokenStore.Lifetimes)} days. Expected one of these.");
        return tokens.Make(person.Issuer, person.Subject, name, days) is { } token
            ? new RazorComponentResult<TokenMade>(new { Name = name, Token = token })
            : Refuse($"You have {TokenStore.MostOfPerson} tokens already. Revoke one that is not used any more.");
    }

    private static IResult Refuse(string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
}
