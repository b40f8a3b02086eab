using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>
/// A snapshot under construction: three database files aside, attached as bronze, silver and gold. Nothing is safe in it
/// until <see cref="Seal"/>; nobody reads it until it is published.
/// </summary>
public sealed class SnapshotBuilder : IDisposable
{
    public static readonly IReadOnlyList<string> Layers = ["bronze", "silver", "gold"];

    private readonly string _folder;

    public SnapshotBuilder(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Connection = new SqliteConnection("Data Source=:memory:;Pooling=false;Foreign Keys=false");
        Connection.Open();
        foreach (var layer in Layers)
        {
            Execute($"attach database @file as {layer}", ("@file", Path.Combine(folder, layer + ".db")));
            // A run that dies leaves no snapshot, so a journal would protect nothing; Seal flushes once.
            Execute($"pragma {layer}.journal_mode = off; pragma {layer}.synchronous = off; pragma {layer}.cache_size = -65536");
        }
    }

    public SqliteConnection Connection { get; }

    public void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    /// <summary>Gathers statistics for the query planner, closes the files and flushes them to the disk.</summary>
    public void Seal()
    {
        Execute("analyze gold");
        Connection.Close();
        foreach (var layer in Layers)
        {
            using var file = File.OpenHandle(Path.Combine(_folder, layer + ".db"), FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    public void Dispose() => Connection.Dispose();
}
