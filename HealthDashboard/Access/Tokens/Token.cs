using System.Globalization;

namespace HealthDashboard.Access.Tokens;

/// <summary>A token as its owner sees it: all but what opens anything. Moments in seconds since 1970.</summary>
public sealed record Token
{
    public long Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public string Name { get; init; } = "";

    public long MadeAt { get; init; }

    /// <summary>The day (UTC) it was last used on, as <c>2025-03-10</c>; null before.</summary>
    public string? UsedOn { get; init; }

    public DateOnly? LastUsed => UsedOn is null ? null : DateOnly.ParseExact(UsedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public long ExpiresAt { get; init; }
}
