using System.Globalization;

namespace HealthDashboard.Tests.Support;

/// <summary>A clock that shows what somebody set it to.</summary>
public sealed class HandClock(string now) : TimeProvider
{
    /// <summary>Such as <c>2025-03-10T08:00Z</c>.</summary>
    public string Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture);
}
