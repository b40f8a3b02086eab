using System.Security.Claims;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Access.Tokens;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace HealthDashboard.Tests.Access.Accounts;

public sealed class AccountStoreTests : IDisposable
{
    private const string Own = "tulip ferry noon";

    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _clock = new("2025-03-10T08:00Z");
    private readonly StateDatabase _database;
    private readonly SessionStore _sessions;
    private readonly AccountStore _accounts;

    public AccountStoreTests()
    {
        DapperTypes.Register();
        _database = new StateDatabase(new StateOptions { Path = Path.Combine(_folder.Path, "state") });
        _database.Prepare();
        _sessions = new SessionStore(_database, _clock);
        _accounts = new AccountStore(_database, _sessions, _clock);
        _accounts.Prepare();
    }

    [Fact]
    public void An_account_is_what_was_added_and_found_however_its_name_is_typed()
    {
        var (account, password) = _accounts.Add(" Ada ", Reach.Parse("viewer=* analyst=Cardiology"));

        Assert.Equal(("Ada", "viewer=* analyst=Cardiology", true, true), (account.Name, account.Reach.ToString(), account.IsEnabled, account.IsOneTime));
        Assert.True(Passwords.Matches(account.PasswordHash, password));
        Assert.Equal(account, _accounts.Find("aDA "));
        Assert.Null(_accounts.Find("Adam"));
        Assert.Equal(DateTimeOffset.Parse("2025-03-17T08:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(), account.OneTimeUntil);
    }

    [Theory]
    [InlineData("ADA", "There is an account “ada” already")]
    [InlineData("", "cannot be the name of an account")]
    [InlineData("-ada", "cannot be the name of an account")]
    [InlineData("a\tb", "cannot be the name of an account")]
    [InlineData("a\u202Eb", "cannot be the name of an account")]
    [InlineData("<b>", "cannot be the name of an account")]
    public void A_name_is_refused_in_words(string name, string told)
    {
        _accounts.Add("ada", Reach.Everything);

        Assert.Contains(told, Assert.Throws<AccountRefusedException>(() => _accounts.Add(name, Reach.Everything)).Message, StringComparison.Ordinal);
        Assert.Contains("sees nothing", Assert.Throws<AccountRefusedException>(() => _accounts.Add("ben", Reach.Nothing)).Message, StringComparison.Ordinal);
        Assert.Single(_accounts.All());
    }

    [Fact]
    public void Whoever_gets_the_name_of_somebody_who_left_is_somebody_else()
    {
        _accounts.Add("root", Reach.Everything);
        var before = _accounts.Add("ada", Reach.Everything).Account;
        _accounts.Remove(before.Id);

        Assert.NotEqual(before.Id, _accounts.Add("ada", Reach.Everything).Account.Id);
        Assert.Null(_accounts.Find(before.Id));
    }

    [Fact]
    public void Nothing_of_an_account_stays_behind_it()
    {
        var ada = Active("ada");
        new SecondFactors(_database, _clock).NewCodes(ada);
        new PasskeyStore(_database, _accounts, _clock).Add(
            ada, new UserPasskeyInfo([1, 2, 3], [4], _clock.GetUtcNow(), 7, ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [], []), "Desk");
        Assert.Equal((1, 10), (_accounts.Find(ada.Id)!.Passkeys, _accounts.Find(ada.Id)!.RecoveryCodes));

        _accounts.Remove(ada.Id);

        Assert.Equal(0, _database.Ask(connection => connection.ExecuteScalar<int>("select (select count(*) from account_passkeys) + (select count(*) from account_recovery_codes)")));
    }

    [Theory]
    [InlineData("reach")]
    [InlineData("disable")]
    [InlineData("reset")]
    [InlineData("password")]
    [InlineData("remove")]
    public async Task What_takes_something_from_a_person_ends_what_they_have_open_and_what_they_have_begun(string change)
    {
        _accounts.Add("root", Reach.Everything);
        var (ada, ben) = (Active("ada"), Active("ben"));
        await SignInAsync(ada);
        await SignInAsync(ada);
        await SignInAsync(ben);
        var tokens = new TokenStore(_database, _clock);
        var token = tokens.Make(AccountStore.Issuer, ada.Subject, "nightly", 30)!;
        Assert.NotNull(tokens.Find(token));

        Action<AccountStore> act = change switch
        {
            "reach" => store => store.SetReach(ada.Id, Reach.Parse("viewer=ENT")),
            "disable" => store => store.Disable(ada.Id),
            "reset" => store => store.Reset(ada.Id),
            "password" => store => Assert.True(store.SetPassword(ada.Id, ada.Stamp, "another " + Own)),
            _ => store => store.Remove(ada.Id),
        };
        act(_accounts);

        Assert.Empty(_sessions.Of(AccountStore.Issuer, ada.Subject));
        Assert.Null(tokens.Find(token));
        Assert.Single(_sessions.Of(AccountStore.Issuer, ben.Subject));
        // A sign-in that was looked at before the change, and begins after it.
        Assert.False(_accounts.SignedIn(ada));
        Assert.False(_accounts.SetPassword(ada.Id, ada.Stamp, "a third " + Own));
        Assert.True(_accounts.SignedIn(ben));
    }

    [Fact]
    public void The_last_administrator_of_all_stays_one()
    {
        var (ada, ben) = (Active("ada", "admin=*"), Active("ben", "admin=Cardiology viewer=ENT"));
        foreach (var take in new Action[] { () => _accounts.Remove(ada.Id), () => _accounts.Disable(ada.Id), () => _accounts.SetReach(ada.Id, Reach.Parse("analyst=*")) })
            Assert.Contains("“ada” is the last administrator of all departments", Assert.Throws<AccountRefusedException>(take).Message, StringComparison.Ordinal);
        Assert.True(_accounts.SignedIn(ada));

        _accounts.SetReach(ben.Id, Reach.Parse("admin=*"));
        _accounts.Disable(ada.Id);
        Assert.Throws<AccountRefusedException>(() => _accounts.Disable(ben.Id));
        _accounts.Enable(ada.Id);
        _accounts.Remove(ben.Id);
        Assert.True(_accounts.HasAdmin);
    }

    [Fact]
    public void What_is_no_account_any_more_is_refused_in_words() =>
        Assert.Contains("no such account", Assert.Throws<AccountRefusedException>(() => _accounts.Enable(7)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private LocalAccount Active(string name, string reach = "viewer=Cardiology")
    {
        var account = _accounts.Add(name, Reach.Parse(reach)).Account;
        Assert.True(_accounts.SetPassword(account.Id, account.Stamp, Own));
        return _accounts.Find(account.Id)!;
    }

    private Task<string> SignInAsync(LocalAccount account) => _sessions.StoreAsync(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new("iss", AccountStore.Issuer), new("sub", account.Subject)], "Cookies")), new AuthenticationProperties(), "Cookies"));
}
