namespace HealthDashboard.Warehouse;

/// <summary>The settings <c>Warehouse:*</c>.</summary>
public sealed record WarehouseOptions
{
    /// <summary>Where snapshots are made, and kept unless an engine keeps them.</summary>
    public string Path { get; init; } = "warehouse";

    /// <summary>How many snapshots stay, the published one included.</summary>
    public int KeepSnapshots { get; init; } = 3;
}
