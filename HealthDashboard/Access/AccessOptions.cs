using HealthDashboard.Configuration;

namespace HealthDashboard.Access;

/// <summary>Who may see the dashboard: the setting <c>Auth:Mode</c>.</summary>
public enum AuthMode
{
    /// <summary>Whoever is at this machine: it listens on no other address than the machine's own.</summary>
    Local,

    /// <summary>Whoever reaches it, without a sign-in. Must be said aloud.</summary>
    Open,

    /// <summary>Whom a provider of OpenID Connect signs in and a grant lets in.</summary>
    Oidc,

    /// <summary>Whoever has an account of the dashboard itself, with a name and a password.</summary>
    Accounts,

    /// <summary>Whom a proxy in front has signed in, and a grant lets in.</summary>
    Proxy,
}

/// <summary>The settings <c>Auth:*</c>.</summary>
public sealed record AccessOptions
{
    public AuthMode Mode { get; init; } = AuthMode.Local;

    /// <summary>Whether people sign in at all.</summary>
    public bool SignsIn => Mode is not (AuthMode.Local or AuthMode.Open);

    /// <summary>Who signs people in; null unless the mode is <see cref="AuthMode.Oidc"/>.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Who says whom a request is of; null unless the mode is <see cref="AuthMode.Proxy"/>.</summary>
    public ProxyOptions? Proxy { get; init; }

    /// <summary>The files that hold a secret alone.</summary>
    public IEnumerable<string> SecretFiles => new[] { Oidc?.ClientSecretFile, Proxy?.SecretFile }.OfType<string>();

    /// <summary>What the provider, or the proxy, must say of a person for them to have a role.</summary>
    public IReadOnlyList<GrantRule> Grants { get; init; } = [];

    /// <summary>Whether people who see some departments are told what the whole hospital has, where it tells nothing of the others.</summary>
    public bool HospitalTotals { get; init; }

    /// <summary>The claims that grants ask for, each once.</summary>
    public IReadOnlyList<string> Claims => [.. Grants.Select(rule => rule.Claim).Distinct(StringComparer.Ordinal)];

    /// <exception cref="FormatException">A value cannot be used, or something is missing for the mode.</exception>
    public static AccessOptions From(SettingsReader read)
    {
        var (mode, oidc, proxy, grants) = (read.OneOf("Auth:Mode", AuthMode.Local), OidcOptions.From(read), ProxyOptions.From(read), GrantRule.AllFrom(read));
        if (oidc is not null && mode != AuthMode.Oidc)
            throw SettingsReader.Unusable("Auth:Mode", mode.ToString(), "Oidc, since Auth:Oidc is set and no other mode asks for it");
        if (proxy is not null && mode != AuthMode.Proxy)
            throw SettingsReader.Unusable("Auth:Mode", mode.ToString(), "Proxy, since Auth:Proxy is set and no other mode asks for it");
        if (grants.Count > 0 && mode is not (AuthMode.Oidc or AuthMode.Proxy))
            throw SettingsReader.Unusable("Auth:Mode", mode.ToString(), "Oidc or Proxy, since Auth:Grants is set and no other mode asks for it");
        if (mode == AuthMode.Oidc && oidc is null)
            throw new FormatException("Auth:Mode is Oidc, and no provider is named. Expected Auth:Oidc:Authority, its address, and Auth:Oidc:ClientId.");
        if (mode == AuthMode.Proxy)
            CheckProxy(read, proxy, grants);
        if (mode is AuthMode.Oidc or AuthMode.Proxy && grants.Count == 0)
            throw new FormatException(
                $"Auth:Mode is {mode}, and no grant is mapped, so nobody could see anything. Expected at least Auth:Grants:0:Claim, such as groups=dashboard-admins, "
                + "with Auth:Grants:0:Role and Auth:Grants:0:Departments.");
        return new AccessOptions { Mode = mode, Oidc = oidc, Proxy = proxy, Grants = grants, HospitalTotals = read.Switch("Auth:HospitalTotals", false) };
    }

    private static void CheckProxy(SettingsReader read, ProxyOptions? proxy, IReadOnlyList<GrantRule> grants)
    {
        if (proxy is null)
            throw new FormatException("Auth:Mode is Proxy, and it shares no secret. Expected Auth:Proxy:SecretFile, a file that holds what the proxy sends in the header X-Proxy-Secret.");
        if (read.Text("Hosting:Proxies", "").Length == 0)
            throw new FormatException("Auth:Mode is Proxy, and no proxy is named. Expected Hosting:Proxies, the address that its requests come from.");
        if (grants.FirstOrDefault(rule => rule.Claim != PersonClaims.Subject && (rule.Claim != ProxyOptions.Groups || proxy.GroupsHeader is null)) is { } unsaid)
            throw new FormatException(
                $"A grant asks for the claim {unsaid.Claim}, and the proxy says none. Expected {PersonClaims.Subject}, which is whom Auth:Proxy:UserHeader names, or {ProxyOptions.Groups}, with Auth:Proxy:GroupsHeader.");
    }
}
