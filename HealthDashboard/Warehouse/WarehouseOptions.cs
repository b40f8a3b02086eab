namespace HealthDashboard.Warehouse;

/// <summary>What published snapshots are kept in.</summary>
public enum EngineKind
{
    /// <summary>Files in <see cref="WarehouseOptions.Path"/>.</summary>
    Sqlite,

    /// <summary>The database of <see cref="WarehouseOptions.Connection"/>.</summary>
    Postgres,

    /// <summary>A lake in Unity Catalog, read by the SQL warehouse of <see cref="WarehouseOptions.Connection"/>. Another dashboard writes it.</summary>
    Databricks,
}

/// <summary>The settings <c>Warehouse:*</c>.</summary>
public sealed record WarehouseOptions
{
    public EngineKind Engine { get; init; }

    /// <summary>How the engine is reached, where it is none of files. It may hold a password: it is never shown.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Where snapshots are made, and kept where files are the engine.</summary>
    public string Path { get; init; } = "warehouse";

    /// <summary>How many snapshots stay, the published one included.</summary>
    public int KeepSnapshots { get; init; } = 3;

    public override string ToString() => $"{Engine} {Path}";
}
