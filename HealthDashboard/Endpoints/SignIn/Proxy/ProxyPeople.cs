using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace HealthDashboard.Endpoints.SignIn.Proxy;

/// <summary>
/// Whom a proxy says that a request is of. It is believed by its address and its secret, at each request: a session serves whom it was begun
/// for and as whom they were then, and ends with the first request that is of somebody else, of other groups or of nobody.
/// </summary>
public sealed class ProxyPeople(ProxyOptions options, string secret, Func<IPAddress?, bool> isProxy, Reaches reaches, AuditLog audit)
{
    private const int LongestName = 256;

    /// <summary>A session holds what is ours beside these.</summary>
    private static readonly string[] Told = [PersonClaims.Issuer, PersonClaims.Subject, PersonClaims.Name, ProxyOptions.Groups];

    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Stands before everything but what is open to all.</summary>
    public async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        if (!IsFromProxy(http))
        {
            _ = audit.Write(http, AuditAction.Refused, reason: $"around the proxy, from {http.Connection.RemoteIpAddress}");
            await SignInAnswers.AnswerAsync(http, Refusal.NotByProxy(options.SecretHeader));
            return;
        }

        if (new[] { options.UserHeader, options.NameHeader, options.GroupsHeader }.OfType<string>().FirstOrDefault(header => http.Request.Headers[header].Count > 1) is { } twice)
        {
            await SignInAnswers.AnswerAsync(http, Refusal.SaidTwice(twice));
            return;
        }

        if (http.User.SessionId is not null && !IsOf(http.User, Person(http)))
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(http);
    }

    /// <summary>Null where the proxy names nobody.</summary>
    public ClaimsPrincipal? Person(HttpContext http)
    {
        if (Said(http, options.UserHeader) is not { Length: <= LongestName } user)
            return null;
        List<Claim> claims = [new(PersonClaims.Issuer, ProxyOptions.Issuer), new(PersonClaims.Subject, user)];
        if (Said(http, options.NameHeader) is { } name)
            claims.Add(new Claim(PersonClaims.Name, name.Length > LongestName ? name[..LongestName] : name));
        if (reaches.Claims.Contains(ProxyOptions.Groups) && Said(http, options.GroupsHeader) is { } groups)
        {
            claims.AddRange(groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)
                .Select(group => new Claim(ProxyOptions.Groups, group)));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, PersonClaims.Name, roleType: null));
    }

    private bool IsFromProxy(HttpContext http) =>
        isProxy(http.Connection.RemoteIpAddress)
        && http.Request.Headers[options.SecretHeader] is [{ } said]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(said)), _secret);

    /// <summary>Whether all is said that was said when the session began, and nothing else.</summary>
    private static bool IsOf(ClaimsPrincipal session, ClaimsPrincipal? person) => person is not null && SaidOf(person).SetEquals(SaidOf(session));

    private static HashSet<(string Type, string Value)> SaidOf(ClaimsPrincipal person) => [.. person.Claims.Where(claim => Told.Contains(claim.Type)).Select(claim => (claim.Type, claim.Value))];

    private static string? Said(HttpContext http, string? header) => header is not null && http.Request.Headers[header] is [{ } said] && said.Trim() is { Length: > 0 } text ? text : null;
}
