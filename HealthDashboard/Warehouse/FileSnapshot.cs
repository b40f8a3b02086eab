using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>A snapshot in files of SQLite. They never change and may be opened as immutable.</summary>
public sealed class FileSnapshot(string runId, string folder) : Snapshot(runId)
{
    // Connections of different snapshots must never share a pool: a pooled connection keeps its attachments.
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = $"file:{Uri.EscapeDataString(Path.GetFullPath(folder))}?mode=memory",
        ForeignKeys = false,
    }.ToString();

    private readonly Lock _look = new();
    private volatile Look? _looked;

    public string Folder { get; } = folder;

    public override FileSnapshot Files => this;

    /// <summary>What is wrong with its files, as a part of a sentence; null when nothing is known to be.</summary>
    /// <param name="surely">Reads all files, unless that was done and they look as they did then. Without it they are read only when they no longer look as they did.</param>
    public override string? Damage(bool surely = false)
    {
        var stamps = Manifest.Stamps(Folder);
        if (_looked is { } looked && looked.Answers(stamps, surely))
            return looked.Damage;
        lock (_look)
        {
            if (_looked is not { } meanwhile || !meanwhile.Answers(stamps, surely))
                _looked = meanwhile = new Look(stamps, surely || _looked is not null, Manifest.Damage(Folder, surely || _looked is not null));
            return meanwhile.Damage;
        }
    }

    public override SnapshotConnection Open() => new(OpenFiles());

    /// <summary>The same as SQLite itself has it.</summary>
    public SqliteConnection OpenFiles()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.CreateFunction("fold", (string? text) => text?.ToUpperInvariant(), isDeterministic: true);
        connection.CreateCollation(NameOrder.Collation, NameOrder.Compare);
        connection.Open();
        if (connection.ExecuteScalar<long>("select count(*) from pragma_database_list where name = 'gold'") > 0)
            return connection;

        foreach (var layer in LayerFiles.Layers)
            connection.Execute($"attach database @file as {layer}", new { file = Address(layer) });
        return connection;
    }

    public override SnapshotConnection OpenBeside(Snapshot earlier)
    {
        // Addresses of files are understood only where the connection itself is opened by one.
        var connection = new SqliteConnection("Data Source=file:beside?mode=memory;Pooling=false;Foreign Keys=false");
        connection.Open();
        connection.Execute("attach database @now as gold; attach database @then as gold_then", new { now = Address("gold"), then = ((FileSnapshot)earlier).Address("gold") });
        return new SnapshotConnection(connection);
    }

    public override bool Has(string layer, string table)
    {
        using var connection = OpenFiles();
        return connection.ExecuteScalar<long>($"select count(*) from {layer}.sqlite_master where name = @table", new { table }) > 0;
    }

    /// <summary>Closes idle connections, so that the files can go.</summary>
    public override void Release()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Every character that means something in an address is escaped: an unescaped # or % opens another file without a word.</summary>
    private string Address(string layer)
    {
        var path = Path.GetFullPath(LayerFiles.PathOf(Folder, layer)).Replace('\\', '/');
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return $"file:{(path.StartsWith('/') ? "" : "/")}{escaped}?mode=ro&immutable=1";
    }

    /// <summary>What was found at the last look at the files.</summary>
    private sealed record Look(string Stamps, bool Surely, string? Damage)
    {
        public bool Answers(string stamps, bool surely) => Stamps == stamps && (Surely || !surely || Damage is not null);
    }
}
