namespace HealthDashboard.Annotations;

/// <summary>What somebody wrote about a week: "new ward opened".</summary>
public sealed record Note
{
    public const int MostCharacters = 300;

    public long Id { get; init; }

    /// <summary>The Monday it is pinned to, as the views write it.</summary>
    public required string Week { get; init; }

    /// <summary>Null for the whole hospital.</summary>
    public string? Department { get; init; }

    public required string Text { get; init; }

    /// <summary>ISO 8601, UTC.</summary>
    public required string CreatedAt { get; init; }
}
