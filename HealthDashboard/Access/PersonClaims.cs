using System.Globalization;
using System.Security.Claims;

namespace HealthDashboard.Access;

/// <summary>What is kept of a person who has signed in. They are known by who signs them in and what they are there, never by a name or an address.</summary>
public static class PersonClaims
{
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Name = "name";

    /// <summary>The session at the provider, by which it ends ours.</summary>
    public const string ProviderSession = "sid";

    /// <summary>When the provider itself last asked the person who they are; in seconds since 1970.</summary>
    public const string SeenByProvider = "auth_time";

    /// <summary>What an account of the dashboard itself may see. Ours: of what a provider says, no claim of this name is kept.</summary>
    public const string Reach = "health-dashboard/reach";

    /// <summary>The setting <c>Auth:Oidc:Authority</c> at the sign-in. Ours likewise; the issuer need not look like it.</summary>
    public const string Authority = "health-dashboard/authority";

    /// <summary>Ours; a provider cannot give it, since it is taken from the store alone.</summary>
    private const string Session = "health-dashboard/session";

    /// <summary>Ours likewise.</summary>
    private const string Token = "health-dashboard/token";

    /// <summary>Ours likewise.</summary>
    private const string Names = "health-dashboard/names-until";

    extension(ClaimsPrincipal person)
    {
        /// <summary>The id of the session that somebody is signed in by; null without one.</summary>
        public long? SessionId => person.Number(Session);

        /// <summary>The id of the token by which a script speaks for somebody; null where they came themselves.</summary>
        public long? TokenId => person.Number(Token);

        /// <summary>Until when the session shows names of patients, in seconds since 1970; null where it shows none.</summary>
        public long? NamesUntil => person.Number(Names);

        /// <summary>The same person in a session.</summary>
        public ClaimsPrincipal In(long session, long? namesUntil = null) => person.With((Session, session), (Names, namesUntil));

        /// <summary>The same person, spoken for by a token.</summary>
        public ClaimsPrincipal By(long token) => person.With((Token, token));

        private long? Number(string claim) => person.FindFirstValue(claim) is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;

        private ClaimsPrincipal With(params (string Claim, long? Number)[] ours)
        {
            var identity = ((ClaimsIdentity)person.Identity!).Clone();
            foreach (var claim in identity.FindAll(claim => claim.Type is Session or Token or Names).ToList())
                identity.RemoveClaim(claim);
            foreach (var (claim, number) in ours.Where(each => each.Number is not null))
                identity.AddClaim(new Claim(claim, number!.Value.ToString(CultureInfo.InvariantCulture)));
            return new ClaimsPrincipal(identity);
        }
    }
}
