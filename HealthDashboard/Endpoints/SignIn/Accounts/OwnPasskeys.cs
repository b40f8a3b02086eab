using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>One's own passkeys: which there are, one more, one less. Only shortly after signing in, since a browser may stand open.</summary>
public static class OwnPasskeys
{
    private const int MostOfName = 60;
    private const int MostPasskeys = 20;

    public static void MapOwnPasskeys(this IEndpointRouteBuilder own)
    {
        own.MapGet("/" + Address.Passkeys, (HttpContext http, AccountSessions sessions, PasskeyStore passkeys) =>
            sessions.Of(http) is { } account ? Page(http, account, passkeys) : Results.NotFound());
        own.MapPost("/" + Address.PasskeyOptions, async (HttpContext http, AccountSessions sessions, IPasskeyHandler<LocalAccount> handler, Challenges challenges) =>
        {
            if (!FreshSignIn.IsFresh(http) || sessions.Of(http) is not { } account)
                return Results.BadRequest();
            var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Subject, Name = account.Name, DisplayName = account.Name }, http);
            return PasskeySignIn.Asked(asked.CreationOptionsJson, challenges.Seal(asked.AttestationState!));
        });
        own.MapPost("/" + Address.Passkeys, AddAsync);
        own.MapPost("/" + Address.RemovePasskey, (HttpContext http, PasskeyStore passkeys) => OwnAccount.ChangeAsync(http, Address.Passkeys, (account, form) =>
        {
            passkeys.Remove(account, form["id"].ToString());
            return SeeOther.Page(http, Address.Passkeys);
        }));
    }

    private static Task<IResult> AddAsync(HttpContext http, PasskeyStore passkeys, IPasskeyHandler<LocalAccount> handler, Challenges challenges) =>
        OwnAccount.ChangeAsync(http, Address.Passkeys, (account, form) => TakeAsync(http, account, form, passkeys, handler, challenges));

    private static async Task<IResult> TakeAsync(
        HttpContext http, LocalAccount account, IFormCollection form, PasskeyStore passkeys, IPasskeyHandler<LocalAccount> handler, Challenges challenges)
    {
        var name = form["name"].ToString().Trim();
        if (account.Passkeys >= MostPasskeys)
            return Page(http, account, passkeys, Text.TooManyPasskeys);
        if (challenges.Open(form["state"]) is not { } state
            || await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = form["credential"].ToString(), AttestationState = state }) is not { Succeeded: true } made
            || made.UserEntity.Id != account.Subject)
            return Page(http, account, passkeys, Text.PasskeyNotAdded);
        passkeys.Add(account, made.Passkey, name.Length == 0 ? Text.PasskeyWithoutName : name.Length > MostOfName ? name[..MostOfName] : name);
        return SeeOther.Page(http, Address.Passkeys);
    }

    private static RazorComponentResult<PasskeysPage> Page(HttpContext http, LocalAccount account, PasskeyStore passkeys, string? wrong = null) =>
        new(new { Passkeys = passkeys.Of(account), IsFresh = FreshSignIn.IsFresh(http), Wrong = wrong }) { StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
