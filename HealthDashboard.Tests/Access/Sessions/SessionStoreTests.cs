using System.Security.Claims;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Access.Sessions;

public sealed class SessionStoreTests : IDisposable
{
    private const string Issuer = "https://provider.example";

    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _clock = new("2025-03-10T08:00Z");
    private readonly SessionStore _sessions;

    public SessionStoreTests()
    {
        var database = new StateDatabase(new StateOptions { Path = State });
        database.Prepare();
        _sessions = new SessionStore(database, _clock);
    }

    private string State => Path.Combine(_folder.Path, "state");

    [Fact]
    public async Task A_session_is_what_was_signed_in_and_knows_its_own_number()
    {
        var key = await SignInAsync("ada");

        var person = (await _sessions.RetrieveAsync(key))!.Principal;

        Assert.Equal(("ada", Issuer), (person.FindFirstValue("sub"), person.FindFirstValue("iss")));
        Assert.Equal(Assert.Single(_sessions.Of(Issuer, "ada")).Id, person.SessionId);
        Assert.Null(await _sessions.RetrieveAsync(key + "x"));
    }

    [Theory]
    [InlineData("2025-03-10T08:29Z", true)]
    [InlineData("2025-03-10T08:30Z", false)]
    public async Task Half_an_hour_without_use_ends_it(string then, bool lives)
    {
        var key = await SignInAsync("ada");
        _clock.Now = then;

        Assert.Equal(lives, _sessions.Living().Count == 1);
        Assert.Equal(lives, await _sessions.RetrieveAsync(key) is not null);
    }

    [Fact]
    public async Task Use_keeps_it_and_eight_hours_end_it_all_the_same()
    {
        var key = await SignInAsync("ada");
        var moment = DateTimeOffset.Parse(_clock.Now, System.Globalization.CultureInfo.InvariantCulture);
        for (var minutes = 20; minutes < 8 * 60; minutes += 20)
        {
            _clock.Now = moment.AddMinutes(minutes).ToString("O");
            Assert.NotNull(await _sessions.RetrieveAsync(key));
        }

        _clock.Now = "2025-03-10T16:00Z";
        Assert.Null(await _sessions.RetrieveAsync(key));
    }

    [Theory]
    [InlineData("/_blazor", false)]
    [InlineData("/_Blazor/negotiate", false)]
    [InlineData("/gold/insurance_summary", true)]
    public async Task What_keeps_an_open_page_connected_is_no_use(string path, bool isUse)
    {
        var key = await SignInAsync("ada");
        var http = new DefaultHttpContext { Request = { Path = path } };
        _clock.Now = "2025-03-10T08:20Z";
        Assert.NotNull(await _sessions.RetrieveAsync(key, http, CancellationToken.None));
        _clock.Now = "2025-03-10T08:45Z";

        Assert.Equal(isUse, await _sessions.RetrieveAsync(key, http, CancellationToken.None) is not null);
    }

    [Fact]
    public async Task Working_in_an_open_page_is_use()
    {
        var key = await SignInAsync("ada");
        _clock.Now = "2025-03-10T08:20Z";
        _sessions.Touch(_sessions.Living().Single());
        _clock.Now = "2025-03-10T08:45Z";

        Assert.NotNull(await _sessions.RetrieveAsync(key));
    }

    [Fact]
    public async Task What_has_ended_is_brought_back_by_nothing()
    {
        var key = await SignInAsync("ada");
        var ticket = (await _sessions.RetrieveAsync(key))!;
        var id = ticket.Principal.SessionId!.Value;
        await _sessions.RemoveAsync(key);

        await _sessions.RenewAsync(key, ticket);
        _sessions.Touch(id);
        Assert.Null(await _sessions.RetrieveAsync(key));
        Assert.Empty(_sessions.Living());

        // A page that is still open knows its session by the number alone.
        await SignInAsync("ada");
        Assert.DoesNotContain(id, _sessions.Living());
    }

    [Fact]
    public async Task A_person_ends_their_own_and_nobody_elses()
    {
        var (mine, _, theirs) = (await SignInAsync("ada"), await SignInAsync("ada"), await SignInAsync("ben"));
        var other = (await _sessions.RetrieveAsync(theirs))!.Principal.SessionId!.Value;

        _sessions.End(Issuer, "ada", other);
        _sessions.End("https://elsewhere.example", "ben", other);
        Assert.Equal(3, _sessions.Living().Count);
        _sessions.End(Issuer, "ada", (await _sessions.RetrieveAsync(mine))!.Principal.SessionId!.Value);
        Assert.Single(_sessions.Of(Issuer, "ada"));
        Assert.Equal(1, _sessions.EndAll(Issuer, "ada"));
        Assert.Equal(0, _sessions.EndAll(Issuer, subject: null));
        Assert.Equal([other], _sessions.Living());
    }

    [Fact]
    public async Task Names_are_shown_in_one_session_for_a_while()
    {
        var (here, there) = (await SignInAsync("ada"), await SignInAsync("ada"));
        var id = (await _sessions.RetrieveAsync(here))!.Principal.SessionId!.Value;
        _sessions.Reveal(id, "billing", TimeSpan.FromMinutes(15));
        var until = DateTimeOffset.Parse("2025-03-10T08:15Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();

        Assert.Equal(until, (await _sessions.RetrieveAsync(here))!.Principal.NamesUntil);
        Assert.Null((await _sessions.RetrieveAsync(there))!.Principal.NamesUntil);
        Assert.Equal([KeyValuePair.Create(id, until)], _sessions.Revealed());

        _clock.Now = "2025-03-10T08:15Z";
        Assert.Empty(_sessions.Revealed());
        Assert.Null((await _sessions.RetrieveAsync(here))!.Principal.NamesUntil);

        _sessions.Reveal(id, "billing", TimeSpan.FromMinutes(15));
        _sessions.Hide(id);
        Assert.Empty(_sessions.Revealed());
        Assert.Null((await _sessions.RetrieveAsync(here))!.Principal.NamesUntil);
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_gets_what_it_lacks()
    {
        var key = await SignInAsync("ada");
        var database = new StateDatabase(new StateOptions { Path = State });
        _ = database.Ask(connection => connection.Execute("alter table sessions drop column names_until; alter table sessions drop column names_reason"));

        database.Prepare();
        database.Prepare();
        _sessions.Reveal((await _sessions.RetrieveAsync(key))!.Principal.SessionId!.Value, "billing", TimeSpan.FromMinutes(15));
        Assert.Single(_sessions.Revealed());
    }

    [Fact]
    public async Task The_database_opens_nothing_by_itself()
    {
        var key = await SignInAsync("ada");

        Assert.All(Directory.GetFiles(State, "state.db*"), file => Assert.DoesNotContain(key, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    /// <summary>However slow the disk is that it waits for: who is not known in time is answered 503.</summary>
    [Fact]
    public async Task Whoever_writes_holds_up_nobody_who_reads()
    {
        var key = await SignInAsync("ada");
        using var writer = new SqliteConnection($"Data Source={Path.Combine(State, "state.db")};Pooling=False");
        writer.Open();
        writer.Execute("begin exclusive; update sessions set browser = 'changed'");

        Assert.NotNull(await _sessions.RetrieveAsync(key));
        Assert.Single(_sessions.Living());
        Assert.Single(_sessions.Of(Issuer, "ada"));
    }

    [Fact]
    public async Task Without_its_database_nobody_is_in()
    {
        var key = await SignInAsync("ada");
        File.Delete(Path.Combine(State, "state.db"));

        await Assert.ThrowsAsync<SessionsUnavailableException>(() => _sessions.RetrieveAsync(key));
        await Assert.ThrowsAsync<SessionsUnavailableException>(() => SignInAsync("ada"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> SignInAsync(string subject) => _sessions.StoreAsync(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new("iss", Issuer), new("sub", subject), new("name", "Somebody")], "Cookies")), new AuthenticationProperties(), "Cookies"));
}
