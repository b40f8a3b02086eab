using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using HealthDashboard.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Data.Sqlite;
using Microsoft.Net.Http.Headers;

namespace HealthDashboard.Access.Sessions;

/// <summary>
/// Who is signed in. The browser holds a key alone, and the database a hash of it, so that a copy of the database opens nothing. What is ended
/// here is over at the next request, and nothing brings it back.
/// </summary>
public sealed class SessionStore(StateDatabase database, TimeProvider clock) : ITicketStore
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private const string IsLive = "started_at > @Now - @Longest and seen_at > @Now - @Idle";
    private const int KeyBytes = 32;
    private const int MostOfBrowser = 200;

    /// <summary>A session that is asked for all the time need not be written all the time.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public Task<string> StoreAsync(AuthenticationTicket ticket) => Task.FromResult(Store(ticket, ""));

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Task.FromResult(Store(ticket, httpContext.Request.Headers[HeaderNames.UserAgent].ToString()));

    /// <summary>Changes one that lives; one that was ended meanwhile stays ended.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        Do(connection => connection.Execute(
            $"update sessions set ticket = @Ticket where key_hash = @Hash and {IsLive}",
            With(("Hash", Hash(key)), ("Ticket", TicketSerializer.Default.Serialize(ticket)))));
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(Retrieve(key, isUse: true));

    /// <summary>What keeps an open page connected goes on by itself, and is no use.</summary>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        Task.FromResult(Retrieve(key, isUse: !httpContext.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)));

    public Task RemoveAsync(string key)
    {
        Do(connection => connection.Execute("delete from sessions where key_hash = @Hash", With(("Hash", Hash(key)))));
        return Task.CompletedTask;
    }

    /// <summary>Those of a person that live, the newest first.</summary>
    public IReadOnlyList<Session> Of(string issuer, string subject) => database.Ask(connection => connection.Query<Session>(
        $"select id, browser, started_at, seen_at from sessions where issuer = @Issuer and subject = @Subject and {IsLive} order by id desc",
        With(("Issuer", issuer), ("Subject", subject))).AsList());

    /// <summary>Ends one of a person's own.</summary>
    public void End(string issuer, string subject, long id) => Do(connection => connection.Execute(
        "delete from sessions where id = @Id and issuer = @Issuer and subject = @Subject", With(("Id", id), ("Issuer", issuer), ("Subject", subject))));

    /// <summary>Ends all of a person, or those of one session at the provider; at least one of both must be given.</summary>
    /// <returns>How many.</returns>
    public int EndAll(string issuer, string? subject, string? providerSession = null) => database.Ask(connection => connection.Execute(
        """
        delete from sessions
        where issuer = @Issuer
            and (subject = @Subject or @Subject is null)
            and (provider_session = @ProviderSession or @ProviderSession is null)
            and (@Subject is not null or @ProviderSession is not null)
        """,
        With(("Issuer", issuer), ("Subject", subject), ("ProviderSession", providerSession))));

    /// <summary>The ids of all that live.</summary>
    public HashSet<long> Living() => database.Read(connection => connection.Query<long>($"select id from sessions where {IsLive}", With()).ToHashSet());

    /// <summary>Those of them that show names of patients, and until when; in seconds since 1970.</summary>
    public IReadOnlyDictionary<long, long> Revealed() => database.Read(connection => connection.Query<(long Id, long Until)>(
        $"select id, names_until from sessions where names_until > @Now and {IsLive}", With()).ToDictionary(each => each.Id, each => each.Until));

    /// <summary>A session shows names of patients from now on for a while; other sessions of the same person do not.</summary>
    /// <param name="reason">As the audit has it.</param>
    public void Reveal(long id, string reason, TimeSpan time) => Do(connection => connection.Execute(
        $"update sessions set names_until = @Until, names_reason = @Reason where id = @Id and {IsLive}", With(("Id", id), ("Until", Now + (long)time.TotalSeconds), ("Reason", reason))));

    public void Hide(long id) => Do(connection => connection.Execute("update sessions set names_until = null, names_reason = null where id = @Id", With(("Id", id))));

    /// <summary>Somebody does something in an open page.</summary>
    public void Touch(long id) => Do(connection =>
    {
        var values = With(("Id", id), ("Pace", (long)Pace.TotalSeconds));
        // Looked up first: an update locks the database for all others even where it changes nothing.
        return connection.ExecuteScalar<bool>($"select exists (select 1 from sessions where id = @Id and {IsLive} and seen_at <= @Now - @Pace)", values)
            ? connection.Execute($"update sessions set seen_at = @Now where id = @Id and {IsLive}", values)
            : 0;
    });

    /// <summary>Whether a token that asks for a logout is new; each is followed once.</summary>
    public bool IsNew(string tokenId, DateTimeOffset until) => database.Change(connection =>
    {
        connection.Execute("delete from logout_tokens where until < @Now", With());
        return connection.Execute(
            "insert or ignore into logout_tokens (id, until) values (@Token, @Until)", With(("Token", tokenId), ("Until", until.ToUnixTimeSeconds()))) == 1;
    });

    private string Store(AuthenticationTicket ticket, string browser)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var person = ticket.Principal;
        database.Change(connection =>
        {
            connection.Execute($"delete from sessions where not ({IsLive})", With());
            var kept = connection.Execute(
                """
                insert into sessions (key_hash, issuer, subject, provider_session, browser, ticket, started_at, seen_at)
                values (@Hash, @Issuer, @Subject, @ProviderSession, @Browser, @Ticket, @Now, @Now)
                """,
                With(
                    ("Hash", Hash(key)),
                    ("Issuer", Said(PersonClaims.Issuer)),
                    ("Subject", Said(PersonClaims.Subject)),
                    ("ProviderSession", person.FindFirst(PersonClaims.ProviderSession)?.Value),
                    ("Browser", browser.Length > MostOfBrowser ? browser[..MostOfBrowser] : browser),
                    ("Ticket", TicketSerializer.Default.Serialize(ticket))));
            People.Keep(connection, person, Now);
            return kept;
        });
        return key;

        string Said(string claim) => person.FindFirst(claim)?.Value ?? throw new InvalidOperationException($"A person without {claim} was signed in.");
    }

    private AuthenticationTicket? Retrieve(string key, bool isUse)
    {
        var found = database.Read(connection => connection.QuerySingleOrDefault<Kept>(
            $"select id, ticket, seen_at, names_until from sessions where key_hash = @Hash and {IsLive}", With(("Hash", Hash(key)))));
        if (found is null || TicketSerializer.Default.Deserialize(found.Ticket) is not { } ticket)
            return null;
        if (isUse && Now - found.SeenAt >= (long)Pace.TotalSeconds)
            Touch(found.Id);
        return new AuthenticationTicket(ticket.Principal.In(found.Id, found.NamesUntil > Now ? found.NamesUntil : null), ticket.Properties, ticket.AuthenticationScheme);
    }

    private void Do(Func<SqliteConnection, int> change) => database.Ask(change);

    private DynamicParameters With(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var all = new DynamicParameters(new { Now, Longest = (long)Longest.TotalSeconds, Idle = (long)Idle.TotalSeconds });
        foreach (var (name, value) in values)
            all.Add(name, value);
        return all;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private sealed record Kept
    {
        public long Id { get; init; }

        public byte[] Ticket { get; init; } = [];

        public long SeenAt { get; init; }

        public long? NamesUntil { get; init; }
    }
}
