using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>
/// A snapshot under construction: its database files, aside. First their tables are written, then they are completed and
/// SQL sees them as bronze, silver and gold. Nothing is safe until <see cref="Seal"/>; nobody reads it until it is published.
/// </summary>
public sealed class SnapshotBuilder : IDisposable
{
    private SqliteConnection? _connection;

    /// <param name="bronze">The statements that create the tables and indexes of the file.</param>
    public SnapshotBuilder(string folder, string bronze, string gold)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Bronze = new DatabaseFile(LayerFiles.PathOf(folder, "bronze"), bronze);
        Gold = new DatabaseFile(LayerFiles.PathOf(folder, "gold"), gold);
    }

    public string Folder { get; }

    public DatabaseFile Bronze { get; }

    /// <summary>Silver and gold.</summary>
    public DatabaseFile Gold { get; }

    /// <summary>SQL over the completed layers.</summary>
    public SqliteConnection Connection => _connection ?? throw new InvalidOperationException("The layers are not complete.");

    public void Complete()
    {
        Bronze.Complete();
        Gold.Complete();
        _connection = Open();
    }

    /// <summary>Another connection to the completed layers.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=false;Foreign Keys=false");
        connection.Open();
        foreach (var layer in LayerFiles.Layers)
        {
            Execute(connection, $"attach database @file as {layer}", ("@file", LayerFiles.PathOf(Folder, layer)));
            // A run that dies leaves no snapshot, so a journal would protect nothing; Seal flushes once.
            Execute(connection, $"pragma {layer}.journal_mode = off; pragma {layer}.synchronous = off; pragma {layer}.cache_size = -16384");
        }

        return connection;
    }

    public void Execute(string sql, params (string Name, object Value)[] parameters) => Execute(Connection, sql, parameters);

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    /// <summary>Gathers statistics for the query planner, closes the files, flushes them to the disk and takes down what they are.</summary>
    public void Seal()
    {
        // Enough of each index to tell a selective one from another; all of it would cost as much as the checks.
        Execute("pragma analysis_limit = 1000; analyze gold");
        Connection.Close();
        Flush();
        Manifest.Write(Folder);
    }

    /// <summary>Has the disk keep what is written so far, whoever wrote it.</summary>
    public void Flush()
    {
        foreach (var path in Directory.EnumerateFiles(Folder))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        Bronze.Dispose();
        Gold.Dispose();
    }
}
