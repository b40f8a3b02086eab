using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using HealthDashboard.Access.Sessions;

namespace HealthDashboard.Access.Tokens;

/// <summary>
/// Tokens that scripts read by, for their owners and never beyond them. A script holds the token, and the database a hash of it, so that a copy
/// of the database opens nothing.
/// </summary>
public sealed class TokenStore(StateDatabase database, TimeProvider clock)
{
    /// <summary>By which those who search files for secrets know one.</summary>
    public const string Prefix = "hd_";

    public const int MostOfPerson = 20;
    public const int LongestName = 60;

    private const int KeyBytes = 32;

    /// <summary>In days.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [30, 90, 365];

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <param name="days">One of <see cref="Lifetimes"/>.</param>
    /// <returns>The token, which is told this once; null where somebody has <see cref="MostOfPerson"/> already.</returns>
    public string? Make(string issuer, string subject, string name, int days)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var isMade = database.Change(connection =>
        {
            connection.Execute("delete from tokens where expires_at <= @Now", new { Now });
            return connection.Execute(
                """
                insert into tokens (token_hash, issuer, subject, name, made_at, expires_at)
                select @Hash, @issuer, @subject, @name, @Now, @ExpiresAt
                where (select count(*) from tokens where issuer = @issuer and subject = @subject) < @MostOfPerson
                """,
                new { Hash = Hash(token), issuer, subject, name, Now, ExpiresAt = Now + (long)TimeSpan.FromDays(days).TotalSeconds, MostOfPerson }) == 1;
        });
        return isMade ? token : null;
    }

    /// <summary>Those of a person that have not expired, the newest first.</summary>
    public IReadOnlyList<Token> Of(string issuer, string subject) => database.Ask(connection => connection.Query<Token>(
        "select id, name, made_at, used_on, expires_at from tokens where issuer = @issuer and subject = @subject and expires_at > @Now order by id desc",
        new { issuer, subject, Now }).AsList());

    /// <summary>Ends one of a person's own.</summary>
    public void Revoke(string issuer, string subject, long id) => database.Ask(connection =>
        connection.Execute("delete from tokens where id = @id and issuer = @issuer and subject = @subject", new { id, issuer, subject }));

    /// <summary>Whom a token speaks for, with what was said of them when they last signed in; null for one that opens nothing, whyever.</summary>
    public ClaimsPrincipal? Find(string token) => database.Ask(connection =>
    {
        var found = connection.QuerySingleOrDefault<Kept>(
            """
            select token.id, token.used_on, person.claims
            from tokens as token
            join people as person on person.issuer = token.issuer and person.subject = token.subject
            where token.token_hash = @Hash and token.expires_at > @Now and person.signed_in_at > @Gone
            """,
            new { Hash = Hash(token), Now, Gone = Now - (long)People.Known.TotalSeconds });
        if (found is null)
            return null;
        var today = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (found.UsedOn != today)
            connection.Execute("update tokens set used_on = @today where id = @Id", new { today, found.Id });
        return People.Read(found.Claims, found.Id);
    });

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed record Kept
    {
        public long Id { get; init; }

        public string? UsedOn { get; init; }

        public string Claims { get; init; } = "";
    }
}
