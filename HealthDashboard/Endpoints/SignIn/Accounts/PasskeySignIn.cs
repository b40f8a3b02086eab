using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Identity;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>
/// Signing in with a passkey, which needs neither name nor password nor code. Whoever waits after wrong passwords gets in by it: those may
/// have been somebody else's.
/// </summary>
public static class PasskeySignIn
{
    public static void MapPasskeySignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous();
        open.MapPost("/" + Address.SignInPasskeyOptions, async (HttpContext http, IPasskeyHandler<LocalAccount> passkeys, Challenges challenges) =>
        {
            var asked = await passkeys.MakeRequestOptionsAsync(null, http);
            return Asked(asked.RequestOptionsJson, challenges.Seal(asked.AssertionState!));
        });
        open.MapPost("/" + Address.SignInPasskey, ByPasskeyAsync);
    }

    /// <summary>What a script hands to the device, and what it sends back with the answer.</summary>
    public static IResult Asked(string options, string state) => Results.Json(new { options, state });

    private static async Task<IResult> ByPasskeyAsync(HttpContext http, IPasskeyHandler<LocalAccount> passkeys, PasskeyStore store, Challenges challenges)
    {
        if (await SignInAddresses.ReadAsync(http) is not { } form)
            return await SignInAddresses.NotOursAsync(http);
        var back = form[Address.Return].ToString();
        if (challenges.Open(form["state"]) is { } state
            && await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = form["credential"].ToString(), AssertionState = state }) is { Succeeded: true } found
            && found.User.IsEnabled && store.Used(found.User, found.Passkey))
            return await SignInAddresses.NextAsync(http, found.User, back, isPassed: true);
        return SignInAddresses.Page(http, back, Text.PasskeyNotTaken, StatusCodes.Status401Unauthorized);
    }
}
