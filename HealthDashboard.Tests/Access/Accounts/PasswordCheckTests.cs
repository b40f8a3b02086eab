using System.Net;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Access.Accounts;

public sealed class PasswordCheckTests : IDisposable
{
    private const string Own = "tulip ferry noon";

    private static readonly byte[] Key = Totp.NewKey();

    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _clock = new("2025-03-10T08:00Z");
    private readonly SignInLimit _limit = new();
    private readonly StateDatabase _database;
    private readonly AccountStore _accounts;
    private readonly SecondFactors _factors;
    private readonly PasswordCheck _check;
    private readonly LocalAccount _ada;
    private readonly string _given;

    public PasswordCheckTests()
    {
        DapperTypes.Register();
        _database = new StateDatabase(new StateOptions { Path = Path.Combine(_folder.Path, "state") });
        _database.Prepare();
        _accounts = new AccountStore(_database, new SessionStore(_database, _clock), _clock);
        _accounts.Prepare();
        _factors = new SecondFactors(_database, _clock);
        _check = new PasswordCheck(_database, _accounts, _factors, _limit, _clock);
        _accounts.Add("root", Reach.Everything);
        (_ada, _given) = _accounts.Add("ada", Reach.Everything);
    }

    private int Misses => _database.Ask(connection => connection.ExecuteScalar<int>("select tries from account_misses"));

    [Fact]
    public async Task After_five_wrong_ones_in_a_row_the_right_one_too_waits_for_a_quarter_of_an_hour()
    {
        SetOwn();
        for (var i = 0; i < 4; i++)
            Assert.Null(await OpenAsync("wrong"));
        Assert.NotNull(await OpenAsync(Own));
        Assert.Null(await OpenAsync("wrong"));
        Assert.Null(await OpenAsync(Own));

        _clock.Now = "2025-03-10T08:14:59Z";
        Assert.Null(await OpenAsync(Own));
        // What is tried meanwhile makes the wait no longer.
        _clock.Now = "2025-03-10T08:15Z";
        Assert.NotNull(await OpenAsync(Own));
    }

    [Fact]
    public async Task After_the_wait_there_are_five_tries_again_and_none_are_left_over_from_before()
    {
        SetOwn();
        for (var i = 0; i < 5; i++)
            Assert.Null(await OpenAsync("wrong"));
        _clock.Now = "2025-03-10T08:15Z";
        for (var i = 0; i < 4; i++)
            Assert.Null(await OpenAsync("wrong"));

        Assert.NotNull(await OpenAsync(Own));
    }

    [Fact]
    public async Task A_sign_in_that_is_done_forgets_wrong_ones_and_a_right_password_alone_does_not()
    {
        SetOwn();
        for (var i = 0; i < 4; i++)
            Assert.Null(await OpenAsync("wrong"));
        var account = await OpenAsync(Own);
        Assert.True(_accounts.SignedIn(account!));
        for (var i = 0; i < 4; i++)
            Assert.Null(await OpenAsync("wrong"));
        Assert.NotNull(await OpenAsync(Own));
    }

    [Fact]
    public async Task Whoever_knows_the_password_guesses_no_more_codes_than_others_guess_passwords()
    {
        SetOwn();
        Assert.NotNull(_factors.Set(_ada, Key, AuthenticatorApp.Code(Key, _clock.GetUtcNow())));
        _clock.Now = "2025-03-10T08:02Z";
        for (var i = 0; i < 5; i++)
        {
            var opened = await OpenAsync(Own);
            Assert.NotNull(opened);
            Assert.Null(await PassAsync(opened, "abcdef"));
        }

        Assert.Null(await OpenAsync(Own));
        Assert.Null(await PassAsync(_accounts.Find("ada")!, AuthenticatorApp.Code(Key, _clock.GetUtcNow())));
    }

    [Fact]
    public async Task Many_at_once_are_no_more_than_many_in_a_row()
    {
        SetOwn();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => OpenAsync("wrong"))));

        Assert.Equal(12 - PasswordCheck.MostWrong, Misses);
    }

    [Fact]
    public async Task A_code_works_once_and_so_does_one_that_was_written_down()
    {
        SetOwn();
        var written = _factors.Set(_ada, Key, AuthenticatorApp.Code(Key, _clock.GetUtcNow()))!;
        var account = _accounts.Find("ada")!;
        Assert.Null(await PassAsync(account, AuthenticatorApp.Code(Key, _clock.GetUtcNow())));

        _clock.Now = "2025-03-10T08:00:31Z";
        var code = AuthenticatorApp.Code(Key, _clock.GetUtcNow());
        Assert.NotNull(await PassAsync(account, code));
        Assert.Null(await PassAsync(account, code));
        Assert.NotNull(await PassAsync(account, written[3].ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Null(await PassAsync(account, written[3]));
        Assert.Equal((10, 9), (written.Distinct().Count(), _accounts.Find("ada")!.RecoveryCodes));
        Assert.Null(await PassAsync(_accounts.Find("root")!, written[4]));

        _factors.Remove(account);
        Assert.Equal((null, 0), (_accounts.Find("ada")!.TotpKey, _accounts.Find("ada")!.RecoveryCodes));
    }

    [Fact]
    public async Task A_password_that_was_given_out_opens_for_a_week()
    {
        _clock.Now = "2025-03-17T07:59:59Z";
        Assert.True((await OpenAsync(_given))!.IsOneTime);
        _clock.Now = "2025-03-17T08:00Z";
        Assert.Null(await OpenAsync(_given));
    }

    [Fact]
    public async Task A_reset_gives_another_and_takes_the_second_factor_and_the_wait_off()
    {
        SetOwn();
        _factors.Set(_ada, Key, AuthenticatorApp.Code(Key, _clock.GetUtcNow()));
        for (var i = 0; i < 5; i++)
            Assert.Null(await OpenAsync("wrong"));
        var given = _accounts.Reset(_ada.Id);

        Assert.Null(await OpenAsync(Own));
        var account = await OpenAsync(given);
        Assert.Equal((true, null, 0), (account!.IsOneTime, account.TotpKey, account.RecoveryCodes));
    }

    /// <summary>What makes the time equal: a hash is compared and a row is written, whatever is wrong.</summary>
    [Theory]
    [InlineData("nobody")]
    [InlineData("disabled")]
    [InlineData("locked")]
    public async Task What_opens_nothing_costs_as_much_as_a_wrong_password(string why)
    {
        SetOwn();
        if (why == "disabled")
            _accounts.Disable(_ada.Id);
        for (var i = 0; why == "locked" && i < 5; i++)
            Assert.Null(await OpenAsync("wrong"));
        var before = Misses;

        Assert.Null(await _check.OpenAsync(why == "nobody" ? "nobody" : "ada", Own, IPAddress.Loopback, CancellationToken.None));
        Assert.Equal(before + 1, Misses);
    }

    [Fact]
    public async Task An_address_that_tries_many_names_is_refused_and_others_are_not()
    {
        SetOwn();
        var (one, other) = (IPAddress.Parse("2001:db8:1:2::1"), IPAddress.Parse("2001:db8:1:2:ffff::9"));
        for (var i = 0; i < SignInLimit.WrongOfAddress; i++)
            Assert.Null(await _limit.TryAsync<string>(i % 2 == 0 ? one : other, () => null, CancellationToken.None));

        await Assert.ThrowsAsync<TooManyTriesException>(() => _check.OpenAsync("ada", Own, one, CancellationToken.None));
        Assert.NotNull(await _check.OpenAsync("ada", Own, IPAddress.Parse("2001:db8:1:3::1"), CancellationToken.None));
        for (var i = 0; i < SignInLimit.WrongOfAddress; i++)
            Assert.NotNull(await _limit.TryAsync(IPAddress.Loopback, () => "right", CancellationToken.None));
    }

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Dispose();
    }

    private void SetOwn() => Assert.True(_accounts.SetPassword(_ada.Id, _ada.Stamp, Own));

    private Task<LocalAccount?> OpenAsync(string password) => _check.OpenAsync("ada", password, null, CancellationToken.None);

    private Task<LocalAccount?> PassAsync(LocalAccount account, string code) => _check.PassAsync(account, code, null, CancellationToken.None);
}
