using System.Security.Claims;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Tokens;

/// <summary>
/// What was said of people when they last signed in. A script comes while its owner is away, and may read what they could read then; who has
/// not come back for long is not known any more.
/// </summary>
public static class People
{
    /// <summary>So long after their last sign-in somebody's tokens open nothing, until they sign in again.</summary>
    public static readonly TimeSpan Known = TimeSpan.FromDays(30);

    private const string Scheme = "token";

    /// <summary>Of one session, and nothing that grants ask for.</summary>
    private static readonly string[] Passing = [PersonClaims.ProviderSession, PersonClaims.SeenByProvider];

    /// <summary>In place of what was said before.</summary>
    /// <param name="now">In seconds since 1970.</param>
    public static void Keep(SqliteConnection connection, ClaimsPrincipal person, long now)
    {
        var claims = person.Claims.Where(claim => !Passing.Contains(claim.Type)).Select(claim => new Said(claim.Type, claim.Value));
        connection.Execute("delete from people where signed_in_at <= @gone", new { gone = now - (long)Known.TotalSeconds });
        connection.Execute(
            "insert or replace into people (issuer, subject, claims, signed_in_at) values (@issuer, @subject, @claims, @now)",
            new { issuer = person.FindFirstValue(PersonClaims.Issuer), subject = person.FindFirstValue(PersonClaims.Subject), claims = JsonSerializer.Serialize(claims), now });
    }

    /// <summary>What was said of somebody holds no more: their tokens open nothing until they sign in again.</summary>
    public static void Forget(SqliteConnection connection, string issuer, string subject) => connection.Execute("delete from people where issuer = @issuer and subject = @subject", new { issuer, subject });

    /// <summary>Those who signed in last, the last one first.</summary>
    public static IReadOnlyList<ClaimsPrincipal> Lately(SqliteConnection connection, int most) => [.. connection.Query<string>(
        "select claims from people order by signed_in_at desc limit @most", new { most }).Select(Of)];

    /// <summary>The person that <see cref="Keep"/> wrote down, spoken for by a token.</summary>
    public static ClaimsPrincipal Read(string claims, long token) => Of(claims).By(token);

    private static ClaimsPrincipal Of(string claims)
    {
        var said = JsonSerializer.Deserialize<Said[]>(claims)!.Select(claim => new Claim(claim.Type, claim.Value));
        return new ClaimsPrincipal(new ClaimsIdentity(said, Scheme, PersonClaims.Name, roleType: null));
    }

    private sealed record Said(string Type, string Value);
}
