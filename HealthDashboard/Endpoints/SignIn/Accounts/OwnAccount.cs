using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>One's own password and second factor.</summary>
public static class OwnAccount
{
    private static readonly TimeSpan KeyLasts = TimeSpan.FromMinutes(30);

    public static void MapOwnPassword(this IEndpointRouteBuilder own)
    {
        own.MapGet("/" + Address.OwnPassword, () => new RazorComponentResult<PasswordPage>());
        own.MapPost("/" + Address.OwnPassword, SetPasswordAsync);
    }

    public static void MapSecondFactor(this IEndpointRouteBuilder own)
    {
        own.MapGet("/" + Address.SecondFactor, (HttpContext http, AccountSessions sessions) => sessions.Of(http) is { } account ? Factor(http, account, Totp.NewKey()) : Results.NotFound());
        own.MapPost("/" + Address.SecondFactor, (HttpContext http, SecondFactors factors) => ChangeAsync(http, Address.SecondFactor, (account, form) =>
            Seal(http, account).Open(form["key"]) is not { } kept ? Factor(http, account, Totp.NewKey(), Text.SignInTooLate)
            : factors.Set(account, Convert.FromHexString(kept), form["code"].ToString()) is { } codes ? Codes(codes)
            : Factor(http, account, Convert.FromHexString(kept), Text.WrongSetupCode)));
        own.MapPost("/" + Address.NewRecoveryCodes, (HttpContext http, SecondFactors factors) => ChangeAsync(http, Address.SecondFactor, (account, _) =>
            account.TotpKey is null ? SeeOther.Page(http, Address.SecondFactor) : Codes(factors.NewCodes(account))));
        own.MapPost("/" + Address.SecondFactorOff, (HttpContext http, SecondFactors factors) => ChangeAsync(http, Address.SecondFactor, (account, _) =>
        {
            factors.Remove(account);
            return SeeOther.Page(http, Address.SecondFactor);
        }));
    }

    /// <summary>Changes how somebody signs in, for whom it is theirs, shortly after they have.</summary>
    /// <param name="page">Where to come back to where they must sign in once more.</param>
    public static async Task<IResult> ChangeAsync(HttpContext http, string page, Func<LocalAccount, IFormCollection, Task<IResult>> change)
    {
        if (await SmallForm.ReadAsync(http) is not { } form || http.RequestServices.GetRequiredService<AccountSessions>().Of(http) is not { } account)
            return await SignInAddresses.NotOursAsync(http);
        if (!FreshSignIn.IsFresh(http))
            return await FreshSignIn.RefuseForAsync(http, page);
        SessionAudit.Sent(http);
        return await change(account, form);
    }

    public static Task<IResult> ChangeAsync(HttpContext http, string page, Func<LocalAccount, IFormCollection, IResult> change) =>
        ChangeAsync(http, page, (account, form) => Task.FromResult(change(account, form)));

    /// <summary>Whoever may have taken over a session of theirs is out with it; they sign in once more, and so know that it works.</summary>
    private static async Task<IResult> SetPasswordAsync(HttpContext http, AccountSessions sessions, PasswordCheck check, AccountStore accounts)
    {
        if (await SmallForm.ReadAsync(http) is not { } form || sessions.Of(http) is not { } account)
            return await SignInAddresses.NotOursAsync(http);
        try
        {
            if (await check.OpenAsync(account.Name, form["current"].ToString(), ForwardedClient.Of(http), http.RequestAborted) is null)
                return Password(Text.WrongOwnPassword);
        }
        catch (TooManyTriesException)
        {
            return Password(Text.TooManyTries);
        }

        if (NewPassword.WhyNot(form, account) is { } why)
            return Password(why);
        SessionAudit.Sent(http);
        return accounts.SetPassword(account.Id, account.Stamp, form["password"].ToString()) ? new RazorComponentResult<PasswordSetPage>() : Password(Text.SignInTooLate);
    }

    private static RazorComponentResult<PasswordPage> Password(string wrong) => new(new { Wrong = wrong }) { StatusCode = StatusCodes.Status400BadRequest };

    private static RazorComponentResult<RecoveryCodesPage> Codes(IReadOnlyList<string> codes) => new(new { Codes = codes });

    private static RazorComponentResult<SecondFactorPage> Factor(HttpContext http, LocalAccount account, byte[] key, string? wrong = null) => new(new
    {
        Account = account,
        Key = key,
        Sealed = Seal(http, account).Protect(Convert.ToHexString(key), KeyLasts),
        IsFresh = FreshSignIn.IsFresh(http),
        Wrong = wrong,
    })
    { StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };

    /// <summary>A key that nobody has confirmed yet is kept by the page alone, for this account.</summary>
    private static ITimeLimitedDataProtector Seal(HttpContext http, LocalAccount account) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("HealthDashboard.NewTotpKey", account.Subject).ToTimeLimitedDataProtector();
}
