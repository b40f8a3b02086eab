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
}

/// <summary>The settings <c>Auth:*</c>.</summary>
public sealed record AccessOptions
{
    public AuthMode Mode { get; init; } = AuthMode.Local;

    /// <summary>Whether people sign in at all.</summary>
    public bool SignsIn => Mode is not (AuthMode.Local or AuthMode.Open);

    /// <summary>Who signs people in; null unless the mode is <see cref="AuthMode.Oidc"/>.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>What the provider must say of a person for them to have a role.</summary>
    public IReadOnlyList<GrantRule> Grants { get; init; } = [];

    /// <summary>The claims that grants ask for, each once.</summary>
    public IReadOnlyList<string> Claims => [.. Grants.Select(rule => rule.Claim).Distinct(StringComparer.Ordinal)];

    /// <exception cref="FormatException">A value cannot be used, or something is missing for the mode.</exception>
    public static AccessOptions From(SettingsReader read)
    {
        var (mode, oidc, grants) = (read.OneOf("Auth:Mode", AuthMode.Local), OidcOptions.From(read), GrantRule.AllFrom(read));
        if (mode != AuthMode.Oidc && (oidc is not null || grants.Count > 0))
            throw SettingsReader.Unusable("Auth:Mode", mode.ToString(), "Oidc, since Auth:Oidc or Auth:Grants is set and no other mode asks for them");
        if (mode == AuthMode.Oidc && oidc is null)
            throw new FormatException("Auth:Mode is Oidc, and no provider is named. Expected Auth:Oidc:Authority, its address, and Auth:Oidc:ClientId.");
        if (mode == AuthMode.Oidc && grants.Count == 0)
            throw new FormatException(
                "Auth:Mode is Oidc, and no grant is mapped, so nobody could see anything. Expected at least Auth:Grants:0:Claim, such as groups=dashboard-admins, "
                + "with Auth:Grants:0:Role and Auth:Grants:0:Departments.");
        return new AccessOptions { Mode = mode, Oidc = oidc, Grants = grants };
    }
}
