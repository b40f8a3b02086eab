namespace HealthDashboard.Access;

/// <summary>Who may see the dashboard: the setting <c>Auth:Mode</c>.</summary>
public enum AuthMode
{
    /// <summary>Whoever is at this machine: it listens on no other address than the machine's own.</summary>
    Local,

    /// <summary>Whoever reaches it, without a sign-in. Must be said aloud.</summary>
    Open,
}

/// <summary>The settings <c>Auth:*</c>.</summary>
public sealed record AccessOptions
{
    public AuthMode Mode { get; init; } = AuthMode.Local;
}
