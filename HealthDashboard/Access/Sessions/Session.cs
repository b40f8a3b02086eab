namespace HealthDashboard.Access.Sessions;

/// <summary>A session as its owner sees it; moments in seconds since 1970.</summary>
public sealed record Session
{
    public long Id { get; init; }

    /// <summary>What the browser said of itself.</summary>
    public string Browser { get; init; } = "";

    public long StartedAt { get; init; }

    /// <summary>To the minute.</summary>
    public long SeenAt { get; init; }
}
