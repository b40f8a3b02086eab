using System.Globalization;
using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>Begins the session of somebody who has shown who they are.</summary>
public sealed class AccountSessions(AccountStore accounts, EarlierSession earlier, TimeProvider clock)
{
    /// <returns>Whether it has begun; not where the account changed meanwhile.</returns>
    public async Task<bool> BeginAsync(HttpContext http, LocalAccount account)
    {
        await earlier.EndAsync(http);
        Claim[] claims =
        [
            new(PersonClaims.Issuer, AccountStore.Issuer),
            new(PersonClaims.Subject, account.Subject),
            new(PersonClaims.Name, account.Name),
            new(PersonClaims.Reach, account.ReachText),
            new(PersonClaims.SeenByProvider, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, PersonClaims.Name, roleType: null)));
        if (accounts.SignedIn(account))
            return true;
        accounts.EndSessions(account.Id);
        return false;
    }

    /// <summary>The account of whoever is signed in; null where it is there no more.</summary>
    public LocalAccount? Of(HttpContext http) =>
        long.TryParse(http.User.FindFirstValue(PersonClaims.Subject), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? accounts.Find(id) : null;

    /// <summary>Where to go after signing in: within the dashboard, whatever an address says.</summary>
    public static string Within(HttpContext http, string? asked)
    {
        var root = http.Request.PathBase + "/";
        return asked is ['/', ..] && RedirectHttpResult.IsLocalUrl(asked) && asked.StartsWith(root, StringComparison.Ordinal) && !asked.StartsWith(root + Address.SignIn, StringComparison.Ordinal)
            ? asked
            : root;
    }
}
