namespace HealthDashboard.Access.Audit;

/// <summary>The settings <c>Audit:*</c>.</summary>
public sealed record AuditOptions
{
    /// <summary>Older entries leave; six years unless something else is said.</summary>
    public int KeepDays { get; init; } = 2190;
}
