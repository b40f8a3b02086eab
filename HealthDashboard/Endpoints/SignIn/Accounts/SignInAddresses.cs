using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.SignIn;
using HealthDashboard.Pages.SignIn.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>The pages of a sign-in, each open to all: the password, then the code of a second factor, then a password of one's own where it was given out.</summary>
public static class SignInAddresses
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous();
        open.MapGet("/" + Address.SignIn, (HttpContext http) => IsSafe(http) ? Page(http, http.Request.Query[Address.Return]) : Unsafe(http));
        open.MapPost("/" + Address.SignIn, ByPasswordAsync);
        open.MapPost("/" + Address.SignInCode, ByCodeAsync);
        open.MapPost("/" + Address.SignInPassword, WithOwnPasswordAsync);
    }

    /// <summary>Whether what is typed reaches the server alone.</summary>
    private static bool IsSafe(HttpContext http) => http.Request.IsHttps || HostNames.IsLocal(http.Request.Host.Host);

    public static IResult Page(HttpContext http, string? back, string? wrong = null, int status = StatusCodes.Status200OK, string name = "") =>
        new RazorComponentResult<SignInPage>(new { Back = AccountSessions.Within(http, back), Wrong = wrong, Name = name }) { StatusCode = status };

    /// <summary>The next step of somebody who has shown what was asked for so far, or the page they wanted.</summary>
    public static async Task<IResult> NextAsync(HttpContext http, LocalAccount account, string? back, bool isPassed)
    {
        var pending = http.RequestServices.GetRequiredService<PendingSignIns>();
        if (account.TotpKey is not null && !isPassed)
            return Code(http, pending.Of(account, isPassed: false), back);
        if (account.IsOneTime)
            return OwnPassword(http, account, back, wrong: null);
        if (!await http.RequestServices.GetRequiredService<AccountSessions>().BeginAsync(http, account))
            return TooLate(http, back);
        http.Response.Headers.Location = AccountSessions.Within(http, back);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Null where there is none, or where others may have read along.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http) => IsSafe(http) ? await SmallForm.ReadAsync(http) : null;

    public static async Task<IResult> NotOursAsync(HttpContext http)
    {
        await SignInAnswers.AnswerAsync(http, Refusal.FormNotOurs);
        return Results.Empty;
    }

    private static IResult Unsafe(HttpContext http) => new RazorComponentResult<SignInAnswer>(new { Refusal = Refusal.HttpsNeeded(http.Request.Host.Host) }) { StatusCode = StatusCodes.Status403Forbidden };

    private static async Task<IResult> ByPasswordAsync(HttpContext http, PasswordCheck check)
    {
        if (await ReadAsync(http) is not { } form)
            return await NotOursAsync(http);
        var (back, name) = (form[Address.Return].ToString(), form["name"].ToString());
        try
        {
            return await check.OpenAsync(name, form["password"].ToString(), ForwardedClient.Of(http), http.RequestAborted) is { } account
                ? await NextAsync(http, account, back, isPassed: false)
                : Page(http, back, Text.WrongPassword, StatusCodes.Status401Unauthorized, name);
        }
        catch (TooManyTriesException)
        {
            return Page(http, back, Text.TooManyTries, StatusCodes.Status429TooManyRequests, name);
        }
    }

    private static async Task<IResult> ByCodeAsync(HttpContext http, PasswordCheck check, PendingSignIns pending)
    {
        if (await ReadAsync(http) is not { } form)
            return await NotOursAsync(http);
        var (back, step) = (form[Address.Return].ToString(), form["step"].ToString());
        if (pending.Read(step) is not (var account, _))
            return TooLate(http, back);
        try
        {
            return await check.PassAsync(account, form["code"].ToString(), ForwardedClient.Of(http), http.RequestAborted) is not null
                ? await NextAsync(http, account, back, isPassed: true)
                : Code(http, step, back, Text.WrongCode, StatusCodes.Status401Unauthorized);
        }
        catch (TooManyTriesException)
        {
            return Code(http, step, back, Text.TooManyTries, StatusCodes.Status429TooManyRequests);
        }
    }

    private static async Task<IResult> WithOwnPasswordAsync(HttpContext http, AccountStore accounts, PendingSignIns pending)
    {
        if (await ReadAsync(http) is not { } form)
            return await NotOursAsync(http);
        var back = form[Address.Return].ToString();
        if (pending.Read(form["step"]) is not (var account, var isPassed) || !account.IsOneTime || (account.TotpKey is not null && !isPassed))
            return TooLate(http, back);
        if (NewPassword.WhyNot(form, account) is { } why)
            return OwnPassword(http, account, back, why, StatusCodes.Status400BadRequest);
        return accounts.SetPassword(account.Id, account.Stamp, form["password"].ToString()) && accounts.Find(account.Id) is { } changed
            ? await NextAsync(http, changed, back, isPassed: true)
            : TooLate(http, back);
    }

    private static IResult TooLate(HttpContext http, string? back) => Page(http, back, Text.SignInTooLate, StatusCodes.Status400BadRequest);

    private static RazorComponentResult<CodePage> Code(HttpContext http, string step, string? back, string? wrong = null, int status = StatusCodes.Status200OK) =>
        new(new { Step = step, Back = AccountSessions.Within(http, back), Wrong = wrong }) { StatusCode = status };

    private static RazorComponentResult<FirstPasswordPage> OwnPassword(HttpContext http, LocalAccount account, string? back, string? wrong, int status = StatusCodes.Status200OK) =>
        new(new { Step = http.RequestServices.GetRequiredService<PendingSignIns>().Of(account, isPassed: true), account.Name, Back = AccountSessions.Within(http, back), Wrong = wrong }) { StatusCode = status };
}
