using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>A published snapshot. Its files never change, so readers need no locks and may open them as immutable.</summary>
public sealed class Snapshot(string runId, string folder)
{
    // Connections of different snapshots must never share a pool: a pooled connection keeps its attachments.
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = $"file:{Uri.EscapeDataString(Path.GetFullPath(folder))}?mode=memory",
        ForeignKeys = false,
    }.ToString();

    public string RunId { get; } = runId;

    public string Folder { get; } = folder;

    /// <summary>A connection that sees the layers as <c>bronze</c>, <c>silver</c> and <c>gold</c>, read-only.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.CreateFunction("fold", (string? text) => text?.ToUpperInvariant(), isDeterministic: true);
        connection.Open();
        if (connection.ExecuteScalar<long>("select count(*) from pragma_database_list where name = 'gold'") > 0)
            return connection;

        foreach (var layer in SnapshotBuilder.Layers)
            connection.Execute($"attach database @file as {layer}", new { file = Address(layer) });
        return connection;
    }

    /// <summary>A connection that sees the views of this snapshot as <c>gold</c> and those of another one as <c>gold_then</c>, read-only.</summary>
    public SqliteConnection OpenBeside(Snapshot then)
    {
        // Addresses of files are understood only where the connection itself is opened by one.
        var connection = new SqliteConnection("Data Source=file:beside?mode=memory;Pooling=false;Foreign Keys=false");
        connection.Open();
        connection.Execute("attach database @now as gold; attach database @then as gold_then", new { now = Address("gold"), then = then.Address("gold") });
        return connection;
    }

    /// <summary>Closes idle connections, so that the files can go.</summary>
    public void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Every character that means something in an address is escaped: an unescaped # or % opens another file without a word.</summary>
    private string Address(string layer)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, layer + ".db")).Replace('\\', '/');
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return $"file:{(path.StartsWith('/') ? "" : "/")}{escaped}?mode=ro&immutable=1";
    }
}
