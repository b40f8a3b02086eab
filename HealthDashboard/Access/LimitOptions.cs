namespace HealthDashboard.Access;

/// <summary>The settings <c>Limits:*</c>. Bounds that nobody has to think about stand in <see cref="ServerLimits"/>.</summary>
public sealed record LimitOptions
{
    /// <summary>Open pages of one session; of one address where nobody signs in, and a proxy is one address, however many stand behind it.</summary>
    public int CircuitsPerClient { get; init; } = 250;
}
