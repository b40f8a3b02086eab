using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>Signing in with a name and a password that the dashboard itself keeps, for sites that have no provider.</summary>
public static class AccountsSetup
{
    /// <exception cref="FormatException">Sessions cannot be kept, or nobody could look after anything.</exception>
    public static void AddAccounts(this WebApplicationBuilder builder, StateOptions state)
    {
        builder.AddSessions(state, CookieAuthenticationDefaults.AuthenticationScheme);
        var database = new StateDatabase(state);
        var accounts = new AccountStore(database, new SessionStore(database, TimeProvider.System), TimeProvider.System);
        accounts.Prepare();
        if (!accounts.HasAdmin)
            throw new FormatException(
                "Auth:Mode is Accounts, and there is no account that may look after everything, so nobody could let anybody in. "
                + $"Expected one in {state.Path}: make it with “accounts add NAME --role admin”.");
        var services = builder.Services;
        services.AddSingleton<AccountStore>().AddSingleton<SecondFactors>().AddSingleton<SignInLimit>().AddSingleton<PasswordCheck>().AddSingleton<PasskeyStore>();
        services.AddSingleton<AccountSessions>().AddSingleton<PendingSignIns>().AddSingleton<Challenges>();
        services.AddSingleton<IUserStore<LocalAccount>>(provider => provider.GetRequiredService<PasskeyStore>()).AddIdentityCore<LocalAccount>();
        services.AddScoped<IPasskeyHandler<LocalAccount>, PasskeyHandler<LocalAccount>>();
        services.Configure<IdentityPasskeyOptions>(Passkeys);
        services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
            (cookie.LoginPath, cookie.ReturnUrlParameter) = ("/" + Address.SignIn, Address.Return));
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapPasskeySignIn();
        var own = routes.MapGroup("").WithMetadata(new ForSignedInAttribute());
        own.MapOwnPassword();
        own.MapSecondFactor();
        own.MapOwnPasskeys();
        routes.MapPeople();
    }

    /// <summary>
    /// The device itself must have seen its owner, by a finger or a PIN: a passkey stands for both factors. The default compares what the
    /// device signed with the header <c>Origin</c>, which browsers write as null on pages that keep their referrer to themselves.
    /// </summary>
    private static void Passkeys(IdentityPasskeyOptions passkeys)
    {
        (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required");
        passkeys.ValidateOrigin = asked => ValueTask.FromResult(
            !asked.CrossOrigin && string.Equals(asked.Origin, $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
