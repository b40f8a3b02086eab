using System.Security.Claims;
using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Access.Tokens;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication;

namespace HealthDashboard.Tests.Access.Tokens;

public sealed class TokenStoreTests : IDisposable
{
    private const string Issuer = "https://provider.example";

    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _clock = new("2025-03-10T08:00Z");
    private readonly SessionStore _sessions;
    private readonly TokenStore _tokens;

    public TokenStoreTests()
    {
        var database = new StateDatabase(new StateOptions { Path = _folder.Path });
        database.Prepare();
        (_sessions, _tokens) = (new SessionStore(database, _clock), new TokenStore(database, _clock));
    }

    [Fact]
    public async Task A_token_speaks_for_its_owner_as_they_last_signed_in()
    {
        await SignInAsync("ada", "admins");
        var token = Make("ada");

        var owner = _tokens.Find(token)!;
        Assert.Equal(("ada", Issuer, "Somebody", "admins"), (owner.FindFirstValue("sub"), owner.FindFirstValue("iss"), owner.Identity!.Name, owner.FindFirstValue("groups")));
        Assert.Equal((Assert.Single(_tokens.Of(Issuer, "ada")).Id, null), (owner.TokenId, owner.SessionId));
        Assert.Null(owner.FindFirst("auth_time"));
        Assert.StartsWith("hd_", token, StringComparison.Ordinal);
        Assert.Null(_tokens.Find(token + "x"));

        await SignInAsync("ada", "nurses");
        Assert.Equal("nurses", _tokens.Find(token)!.FindFirstValue("groups"));
    }

    [Fact]
    public async Task The_database_opens_nothing_by_itself()
    {
        await SignInAsync("ada");
        var token = Make("ada");

        var kept = string.Concat(Directory.GetFiles(_folder.Path, "state.db*").Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token["hd_".Length..], kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "2025-04-09T07:59Z", "2025-04-09T08:00Z")]
    [InlineData(90, "2025-06-08T07:59Z", "2025-06-08T08:00Z")]
    [InlineData(365, "2026-03-10T07:59Z", "2026-03-10T08:00Z")]
    public async Task It_lasts_as_long_as_was_said(int days, string last, string over)
    {
        await SignInAsync("ada");
        var token = Make("ada", days);
        _clock.Now = last;
        await SignInAsync("ada");
        Assert.NotNull(_tokens.Find(token));
        Assert.Single(_tokens.Of(Issuer, "ada"));

        _clock.Now = over;
        Assert.Null(_tokens.Find(token));
        Assert.Empty(_tokens.Of(Issuer, "ada"));
    }

    [Fact]
    public async Task Who_has_not_signed_in_for_thirty_days_has_none_until_they_do()
    {
        await SignInAsync("ada");
        var token = Make("ada", 90);
        _clock.Now = "2025-04-09T07:59Z";
        Assert.NotNull(_tokens.Find(token));
        _clock.Now = "2025-04-09T08:00Z";
        Assert.Null(_tokens.Find(token));

        await SignInAsync("ben");
        Assert.Null(_tokens.Find(token));
        await SignInAsync("ada");
        Assert.NotNull(_tokens.Find(token));
    }

    [Fact]
    public async Task It_is_known_to_the_day_when_one_was_last_used()
    {
        await SignInAsync("ada");
        var token = Make("ada");
        Assert.Null(_tokens.Of(Issuer, "ada").Single().LastUsed);
        _clock.Now = "2025-03-12T23:59Z";
        _ = _tokens.Find(token);

        Assert.Equal(new DateOnly(2025, 3, 12), _tokens.Of(Issuer, "ada").Single().LastUsed);
    }

    [Fact]
    public async Task A_person_revokes_their_own_and_nobody_elses()
    {
        await SignInAsync("ada");
        await SignInAsync("ben");
        var (mine, theirs) = (Make("ada"), Make("ben"));
        var id = _tokens.Of(Issuer, "ben").Single().Id;

        _tokens.Revoke(Issuer, "ada", id);
        _tokens.Revoke("https://elsewhere.example", "ben", id);
        Assert.NotNull(_tokens.Find(theirs));
        _tokens.Revoke(Issuer, "ben", id);
        Assert.Null(_tokens.Find(theirs));
        Assert.NotNull(_tokens.Find(mine));
    }

    [Fact]
    public async Task A_person_has_twenty_at_most_those_that_have_ended_not_counted()
    {
        await SignInAsync("ada");
        for (var i = 0; i < TokenStore.MostOfPerson; i++)
            Assert.NotNull(_tokens.Make(Issuer, "ada", $"token {i}", 30));
        Assert.Null(_tokens.Make(Issuer, "ada", "one more", 30));
        Assert.NotNull(_tokens.Make(Issuer, "ben", "of somebody else", 30));

        _clock.Now = "2025-04-09T08:00Z";
        Assert.NotNull(_tokens.Make(Issuer, "ada", "one more", 30));
        Assert.Equal("one more", Assert.Single(_tokens.Of(Issuer, "ada")).Name);
    }

    public void Dispose() => _folder.Dispose();

    private string Make(string subject, int days = 30) => _tokens.Make(Issuer, subject, "a script", days)!;

    private Task<string> SignInAsync(string subject, string group = "admins") => _sessions.StoreAsync(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new("iss", Issuer), new("sub", subject), new("name", "Somebody"), new("groups", group), new("sid", "a session"), new("auth_time", "1")], "Cookies", "name", null)),
        new AuthenticationProperties(),
        "Cookies"));
}
