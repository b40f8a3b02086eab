using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HealthDashboard.Tests.Access.Sessions;

/// <summary>A page that stays open while what lets its person in is taken away: within five seconds nothing more is told.</summary>
public sealed class OpenPagesTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Action<AccountStore, SessionStore, LocalAccount>> Ends = new()
    {
        ["disabled"] = (accounts, _, account) => accounts.Disable(account.Id),
        ["removed"] = (accounts, _, account) => accounts.Remove(account.Id),
        ["another role"] = (accounts, _, account) => accounts.SetReach(account.Id, Reach.Parse("viewer=Cardiology")),
        ["reset"] = (accounts, _, account) => accounts.Reset(account.Id),
        ["another password"] = (accounts, _, account) => accounts.SetPassword(account.Id, account.Stamp, "tulip ferry noon"),
        ["signed out elsewhere"] = (_, sessions, account) => sessions.End(AccountStore.Issuer, account.Subject, sessions.Of(AccountStore.Issuer, account.Subject)[0].Id),
        ["signed out everywhere"] = (_, sessions, account) => sessions.EndAll(AccountStore.Issuer, account.Subject),
        ["by the provider, over the back channel"] = (_, sessions, _) => sessions.EndAll(AccountStore.Issuer, subject: null, providerSession: "there"),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 3, 10, 8, 0, 0, TimeSpan.Zero));
    private readonly Reaches _reaches = new(new AccessOptions { Mode = AuthMode.Accounts });
    private readonly StateDatabase _database;
    private readonly SessionStore _sessions;
    private readonly AccountStore _accounts;
    private readonly OpenPages _pages;

    public OpenPagesTests()
    {
        _database = new StateDatabase(new StateOptions { Path = Path.Combine(_folder.Path, "state") });
        _database.Prepare();
        _sessions = new SessionStore(_database, _clock);
        _accounts = new AccountStore(_database, _sessions, _clock);
        _accounts.Prepare();
        _pages = new OpenPages(_sessions, _clock, NullLogger<OpenPages>.Instance);
    }

    public static TheoryData<string> Ways => [.. Ends.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Five_seconds_later_it_tells_nothing_more_and_the_pages_of_others_go_on(string way)
    {
        _ = _accounts.Add("root", Reach.Parse("admin=*"));
        var (account, other) = (_accounts.Add("ada", Reach.Parse("analyst=Cardiology")).Account, _accounts.Add("ben", Reach.Parse("analyst=Cardiology")).Account);
        var (page, others) = (await OpenAsync(account, "there"), await OpenAsync(other, "elsewhere"));
        await StartAsync();
        Assert.Equal("analyst=Cardiology", page.Reach.ToString());

        Ends[way](_accounts, _sessions, account);
        _clock.Advance(Promised);

        await Patience.UntilAsync(_ => Task.FromResult(page.IsOver));
        Assert.Throws<SessionEndedException>(() => page.Reach);
        Assert.Equal((false, false), (page.IsLetIn, page.Person.Identity!.IsAuthenticated));
        Assert.Equal((false, "analyst=Cardiology"), (others.IsOver, others.Reach.ToString()));
        await _pages.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_it_too()
    {
        var page = await OpenAsync(_accounts.Add("ada", Reach.Parse("admin=*")).Account, "there");
        await StartAsync();
        _clock.Advance(SessionStore.Idle);

        await Patience.UntilAsync(_ => Task.FromResult(page.IsOver));
        await _pages.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A lost line comes back to the page that was there, with whatever cookie the browser has by then.</summary>
    [Fact]
    public async Task A_page_that_a_browser_came_back_to_signed_in_anew_ends_with_that_session()
    {
        var (account, other) = (_accounts.Add("ada", Reach.Parse("admin=*")).Account, _accounts.Add("ben", Reach.Parse("analyst=Cardiology")).Account);
        var (page, second) = (await OpenAsync(account, "there"), await OpenAsync(other, "elsewhere"));
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(second.Person)));

        _sessions.EndAll(AccountStore.Issuer, other.Subject);
        _pages.Look();

        Assert.True(page.IsOver);
    }

    public void Dispose()
    {
        _pages.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    /// <summary>Until the first round is made: a page that is over is told so.</summary>
    private async Task StartAsync()
    {
        var over = await OpenAsync(_accounts.Add("left", Reach.Parse("viewer=Cardiology")).Account, "nowhere");
        _sessions.EndAll(AccountStore.Issuer, over.Person.FindFirst("sub")!.Value);
        await _pages.StartAsync(TestContext.Current.CancellationToken);
        await Patience.UntilAsync(_ =>
        {
            _clock.Advance(Pace);
            return Task.FromResult(over.IsOver);
        });
    }

    private async Task<Viewer> OpenAsync(LocalAccount account, string providerSession)
    {
        Claim[] claims = [new("iss", AccountStore.Issuer), new("sub", account.Subject), new("sid", providerSession), new(PersonClaims.Reach, account.ReachText)];
        var key = await _sessions.StoreAsync(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "Cookies")), new AuthenticationProperties(), "Cookies"));
        var person = (await _sessions.RetrieveAsync(key))!.Principal;
        var viewer = new Viewer(_reaches);
        viewer.SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        _pages.Opened(viewer);
        return viewer;
    }
}
