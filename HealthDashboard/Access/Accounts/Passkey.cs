namespace HealthDashboard.Access.Accounts;

/// <summary>A passkey as its owner sees it; moments in seconds since 1970.</summary>
public sealed record Passkey
{
    /// <summary>By which the device knows it, in hexadecimal.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? UsedAt { get; init; }
}
