using HealthDashboard.Engines.Databricks;
using HealthDashboard.Engines.Postgres;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Engines;

/// <summary>The engines that published snapshots may lie in.</summary>
public static class WarehouseEngines
{
    /// <summary>The one that the settings ask for.</summary>
    /// <param name="writes">Whether runs are published from here.</param>
    /// <exception cref="FormatException">The way to it cannot be read.</exception>
    public static IWarehouseEngine Of(WarehouseOptions options, bool writes, ILoggerFactory logs) => options.Engine switch
    {
        EngineKind.Postgres => new PostgresEngine(new PostgresDatabase(options.Connection), options.Path, writes, logs.CreateLogger<PostgresEngine>()),
        EngineKind.Databricks => new DatabricksEngine(new DatabricksAddress(options.Connection), TimeProvider.System, logs.CreateLogger<DatabricksEngine>()),
        _ => new FileEngine(options.Path, writes),
    };

    /// <summary>A warehouse that is open as long as the program runs, as for a command.</summary>
    /// <inheritdoc cref="Of"/>
    public static SnapshotStore Open(WarehouseOptions options, bool writes) => new(options, Of(options, writes, NullLoggerFactory.Instance));
}
