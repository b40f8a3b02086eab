using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A row that was rejected and that others may name, so that they can say why it is missing.</summary>
/// <param name="Because">The row that it named itself and that was missing, where this was the reason.</param>
public sealed record Rejection(SourceTable Table, long Line, string Rule, Rejection? Because)
{
    /// <summary>Where to begin mending.</summary>
    public string Root => Because?.Root ?? $"{Table.FileName}, line {Line} ({Rule})";

    public string InWords => $"{Table.FileName} line {Line} was rejected itself ({Rule})" + (Because is null ? "" : $", because of {Because.Root}");
}
