using System.Globalization;

namespace HealthDashboard.Tests.Support;

/// <summary>A clock that always shows the same time.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    /// <param name="now">Such as <c>2025-03-10T08:00Z</c>.</param>
    public static StoppedClock At(string now) => new(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

    public override DateTimeOffset GetUtcNow() => now;
}
