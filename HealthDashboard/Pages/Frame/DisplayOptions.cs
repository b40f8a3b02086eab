
namespace HealthDashboard.Pages.Frame;

/// <summary>The settings <c>Display:*</c>.</summary>
public sealed record DisplayOptions
{
    /// <summary>Whose dashboard it is, as people call it.</summary>
    public string Hospital { get; init; } = "HealthDashboard";

    /// <summary>ISO 4217; the data names none.</summary>
    public string Currency { get; init; } = "USD";
}
