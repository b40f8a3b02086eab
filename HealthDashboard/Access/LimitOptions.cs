namespace HealthDashboard.Access;

/// <summary>The settings <c>Limits:*</c>. Bounds that nobody has to think about stand in <see cref="ServerLimits"/>.</summary>
public sealed record LimitOptions
{
    /// <summary>Open pages of one address. A proxy is one address, however many stand behind it.</summary>
    public int CircuitsPerClient { get; init; } = 250;
}
