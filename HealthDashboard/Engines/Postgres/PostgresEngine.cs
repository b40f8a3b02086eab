using System.Data;
using System.Data.Common;
using Dapper;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>
/// Published runs in a PostgreSQL database, each in schemas of its own, and a table of one row that says which of them is published. What it says is
/// remembered, so that pages go on while it cannot be reached.
/// </summary>
/// <param name="folder">Of a warehouse. Snapshots are made in a folder of their own in it, beside those of a warehouse of files that was there before; their files stay as long as they do, for those who want files.</param>
/// <param name="writes">Whether runs of this machine are published here.</param>
public sealed partial class PostgresEngine(PostgresDatabase database, string folder, bool writes, ILogger<PostgresEngine> logger) : IWarehouseEngine, IDisposable
{
    /// <summary>Of this program in a database, where nobody else's means the same.</summary>
    private const long LockKey = 0x4865616C7468;

    private readonly FileEngine _made = new(Path.Combine(folder, "made"));
    private readonly PostgresLoader _loader = new(database);
    private readonly LedgerWatch _ledger = new(database, logger);
    private NpgsqlConnection? _writer;

    public string? Away => _ledger.Away;

    public bool IsWritable => writes;

    public bool IsShared => true;

    public IDisposable? Lock()
    {
        if (!writes)
            throw EngineException.OnlyShows();
        var connection = database.OpenWriting();
        try
        {
            if (!connection.ExecuteScalar<bool>("select pg_try_advisory_lock(@key)", new { key = LockKey }, commandTimeout: PostgresDatabase.ImpatientSeconds))
            {
                connection.Dispose();
                return null;
            }

            connection.Execute(Ledger.Tables);
            _writer = connection;
            _ledger.Hear(connection);
            return new Held(this, connection);
        }
        catch (DbException fault)
        {
            connection.Dispose();
            throw database.InWords(fault);
        }
    }

    public string FolderOf(string runId) => _made.FolderOf(runId);

    public string? Published() => _ledger.Published();

    public void Publish(string runId) => Write(connection =>
    {
        if (!Ledger.Publish(connection, runId))
            throw new EngineException($"The snapshot “{runId}” is not in the database. Expected one that was loaded and not removed since.");
    });

    public void Take(string runId, string record, CancellationToken cancellation = default)
    {
        if (!_ledger.Heard.Snapshots.ContainsKey(runId))
        {
            Write(connection => Ledger.Begin(connection, runId));
            var loaded = _loader.Load(new FileSnapshot(runId, FolderOf(runId)), cancellation);
            LogLoaded(runId, loaded.Rows, loaded.Copied.TotalSeconds, loaded.All.TotalSeconds);
        }

        Write(connection => Ledger.Keep(connection, runId, record));
    }

    public void Remove(string runId)
    {
        _made.Remove(runId);
        if (_ledger.Heard.Snapshots.ContainsKey(runId))
        {
            Write(connection =>
            {
                Ledger.Keep(connection, runId, null);
                Ledger.Drop(connection, runId);
            });
        }
    }

    public void Sweep()
    {
        _made.Sweep();
        foreach (var runId in _made.RunIds().Where(runId => !_ledger.Heard.Snapshots.ContainsKey(runId)))
            _made.Remove(runId);
        Write(connection => Ledger.Leftovers(connection).ForEach(runId => Ledger.Drop(connection, runId)));
    }

    public IEnumerable<string> RunIds() => _ledger.Known.Snapshots.Keys;

    public bool IsThere(string runId) => _ledger.Known.Snapshots.ContainsKey(runId);

    public Snapshot Open(string runId) => new PostgresSnapshot(database, runId, () => Made(runId), () => IsThere(runId), _ledger.NotAnswered);

    public string? RecordIn(string runId) => _ledger.Known.Snapshots.GetValueOrDefault(runId);

    public IEnumerable<string> Recorded() => _ledger.Known.Runs.Keys;

    public string? Record(string runId) => _ledger.Known.Runs.GetValueOrDefault(runId);

    public void Keep(string runId, string record) => Write(connection => Ledger.KeepRun(connection, runId, record));

    public void Dispose()
    {
        _writer?.Dispose();
        database.Dispose();
    }

    private FileSnapshot? Made(string runId) => _made.IsThere(runId) && _made.Open(runId) is FileSnapshot made && made.Damage(surely: true) is null ? made : null;

    /// <summary>Over the connection that holds the lock: whoever has lost it can write nothing any more.</summary>
    private void Write(Action<NpgsqlConnection> write)
    {
        var connection = _writer ?? throw new InvalidOperationException("Nobody holds the lock.");
        // Dapper would open it anew, without the lock.
        if (connection.State != ConnectionState.Open)
            throw new EngineException("The connection that publishes was ended by the database or the network, and the right to write with it. Expected it to last as long as a run; what is published is untouched.");
        try
        {
            write(connection);
            _ledger.Hear(connection);
        }
        catch (DbException fault)
        {
            throw database.InWords(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} is in the database: {Rows} rows in {Copied:0.0} s, {All:0.0} s with indexes and checks")]
    private partial void LogLoaded(string runId, long rows, double copied, double all);

    private sealed class Held(PostgresEngine engine, NpgsqlConnection connection) : IDisposable
    {
        public void Dispose()
        {
            engine._writer = null;
            try
            {
                // A connection that goes back to its pool would keep it.
                if (connection.State == ConnectionState.Open)
                    connection.Execute("select pg_advisory_unlock(@key)", new { key = LockKey });
            }
            catch (DbException)
            {
                // It is gone, and the lock with it.
            }

            connection.Dispose();
        }
    }
}
