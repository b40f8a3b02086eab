namespace HealthDashboard.Warehouse;

/// <summary>Which file of a snapshot holds a layer. Rows that silver and gold share stand once, and a view of SQLite names tables of its own file only: so these two are one file.</summary>
public static class LayerFiles
{
    /// <summary>The names under which SQL sees them.</summary>
    public static IReadOnlyList<string> Layers { get; } = ["bronze", "silver", "gold"];

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bronze.db", "gold.db"];

    /// <summary>The file of a layer in a snapshot's folder; an earlier version kept silver in one of its own. An empty one is what attaching a file that was not there left behind.</summary>
    public static string PathOf(string folder, string layer)
    {
        var own = Path.Combine(folder, layer + ".db");
        return layer == "silver" && new FileInfo(own) is not { Exists: true, Length: > 0 } ? PathOf(folder, "gold") : own;
    }
}
