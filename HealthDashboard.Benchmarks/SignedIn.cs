using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace HealthDashboard.Benchmarks;

/// <summary>An administrator of a server with <c>Auth:Mode=Accounts</c>, and sessions of theirs, made as that server makes them: two hundred passwords would be minutes of hashing.</summary>
public sealed class SignedIn
{
    /// <summary>As the cookie handler calls it.</summary>
    private const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    private readonly SessionStore _sessions;
    private readonly LocalAccount _account;
    private readonly TicketDataFormat _cookies;

    /// <param name="state">An empty folder.</param>
    public SignedIn(string state)
    {
        DapperTypes.Register();
        var database = new StateDatabase(new StateOptions { Path = state });
        database.Prepare();
        _sessions = new SessionStore(database, TimeProvider.System);
        var accounts = new AccountStore(database, _sessions, TimeProvider.System);
        accounts.Prepare();
        _account = accounts.Add("benchmark", Reach.Parse("admin=*")).Account;
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("HealthDashboard").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(state, "keys")));
        _cookies = new TicketDataFormat(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", CookieAuthenticationDefaults.AuthenticationScheme, "v2"));
        Settings = ["--Auth:Mode", "Accounts", "--State:Path", state];
    }

    /// <summary>Of the server.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The header <c>Cookie</c> of a new session.</summary>
    public async Task<string> CookieAsync()
    {
        var key = await _sessions.StoreAsync(Ticket(
            new(PersonClaims.Issuer, AccountStore.Issuer), new(PersonClaims.Subject, _account.Subject), new(PersonClaims.Name, _account.Name), new(PersonClaims.Reach, _account.ReachText)));
        return $"{SessionCookies.Name}={_cookies.Protect(Ticket(new Claim(KeyClaim, key)))}";
    }

    private static AuthenticationTicket Ticket(params Claim[] claims) => new(
        new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)),
        new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow + SessionStore.Longest },
        CookieAuthenticationDefaults.AuthenticationScheme);
}
