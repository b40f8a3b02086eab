using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines;

/// <summary>The engines that published snapshots may lie in.</summary>
public static class WarehouseEngines
{
    /// <summary>The one that the settings ask for.</summary>
    /// <param name="writes">Whether runs are published from here.</param>
    public static IWarehouseEngine Of(WarehouseOptions options, bool writes) => new FileEngine(options.Path, writes);

    /// <summary>A warehouse that is open as long as the program runs, as for a command.</summary>
    public static SnapshotStore Open(WarehouseOptions options, bool writes) => new(options, Of(options, writes));
}
