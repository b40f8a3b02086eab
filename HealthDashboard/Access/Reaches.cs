using System.Runtime.CompilerServices;
using System.Security.Claims;
using HealthDashboard.Access.Accounts;

namespace HealthDashboard.Access;

/// <summary>The one place where a reach is made: from what the session says of a person, under the grants of the settings or of their account.</summary>
public sealed class Reaches(AccessOptions access, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    // Every part of a page asks, and a person never changes: with other claims it is another one.
    private readonly ConditionalWeakTable<ClaimsPrincipal, Reach> _granted = [];

    /// <summary>Whether people sign in at all; else whoever is let in at all has everything.</summary>
    public bool AskWhoItIs { get; } = access.SignsIn;

    /// <summary>The claims that grants ask for, each once.</summary>
    public IReadOnlyList<string> Claims { get; } = access.Claims;

    /// <summary>The departments that grants name.</summary>
    public IReadOnlyList<string> Departments { get; } =
        [.. access.Grants.SelectMany(rule => rule.Grant.Departments ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public Reach Of(ClaimsPrincipal? person) =>
        !AskWhoItIs ? Reach.Everything
        : person?.Identity?.IsAuthenticated is not true ? Reach.Nothing
        : ShowsNames(person) ? Granted(person)
        : Granted(person).WithoutNames();

    /// <summary>
    /// Whether names of patients may be revealed to somebody: where each of the grants says so by which they see single patients. A patient of a department
    /// whose grant does not is often one of another that does, and a name is a name.
    /// </summary>
    public bool MayReveal(ClaimsPrincipal? person) =>
        AskWhoItIs && person?.Identity?.IsAuthenticated is true && Granted(person) is { Names: true, Highest: >= Role.Analyst };

    public Reach Of(HttpContext http) => Of(http.User);

    /// <summary>
    /// Where somebody writes targets and notes: analysts about their departments, admins of everything about the hospital too; where nobody
    /// signs in, whoever may change anything.
    /// </summary>
    public Reach Writable(Reach reach, bool mayChange) => AskWhoItIs ? reach.AtLeast(Role.Analyst) : mayChange ? reach : Reach.Nothing;

    /// <summary>Whether somebody is shown anything at all: whoever has a grant.</summary>
    public bool LetsIn(ClaimsPrincipal? person) => !Of(person).IsNothing;

    /// <summary>Whether what is marked as for a role is for somebody; what is not marked is for all who are let in.</summary>
    public bool IsFor(ClaimsPrincipal? person, ForRoleAttribute? marked) => marked?.Admits(Of(person)) is not false;

    /// <summary>Sessions and tokens outlive a change of the mode, or of the provider: who is known by another way to sign in is nobody here.</summary>
    public bool IsOfThisSignIn(ClaimsPrincipal person) => (access.Mode, person.FindFirstValue(PersonClaims.Issuer)) switch
    {
        (AuthMode.Accounts, var issuer) => issuer == AccountStore.Issuer,
        (AuthMode.Proxy, var issuer) => issuer == ProxyOptions.Issuer,
        (_, AccountStore.Issuer or ProxyOptions.Issuer) => false,
        _ => person.FindFirstValue(PersonClaims.Authority) == access.Oidc?.Authority.AbsoluteUri,
    };

    private bool ShowsNames(ClaimsPrincipal person) => person.NamesUntil is { } until && _clock.GetUtcNow().ToUnixTimeSeconds() < until;

    /// <summary>With names where they may be revealed.</summary>
    private Reach Granted(ClaimsPrincipal person) => _granted.GetValue(person, GrantedTo);

    private Reach GrantedTo(ClaimsPrincipal person)
    {
        if (!IsOfThisSignIn(person))
            return Reach.Nothing;
        if (access.Mode == AuthMode.Accounts)
            return Reach.Parse(person.FindFirstValue(PersonClaims.Reach) ?? Reach.Nothing.ToString());
        var grants = access.Grants.Where(rule => Has(person, rule)).Select(rule => rule.Grant).ToList();
        return Reach.Of(grants, names: grants.TrueForAll(grant => grant.Names || grant.Role < Role.Analyst) && grants.Exists(grant => grant.Names));
    }

    private static bool Has(ClaimsPrincipal person, GrantRule rule) => person.HasClaim(claim => claim.Type == rule.Claim && claim.Value == rule.Value);
}
