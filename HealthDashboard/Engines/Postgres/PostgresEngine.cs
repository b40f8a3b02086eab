using System.Data;
using System.Data.Common;
using System.Diagnostics;
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

    /// <summary>Where there is nothing to show, every page asks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly FileEngine _made = new(Path.Combine(folder, "made"));
    private readonly PostgresLoader _loader = new(database);
    private readonly Lock _look = new();
    private readonly Absence _absence = new(logger);
    private Ledger _ledger = Ledger.Empty;
    private long _lookedAt;
    private NpgsqlConnection? _writer;
    private bool _isPrimaryAway;

    public string? Away => _absence.Why;

    /// <summary>What it said when it was last asked.</summary>
    private Ledger Known
    {
        get
        {
            if (_lookedAt == 0)
                Published();
            return _ledger;
        }
    }

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
            Heard(connection);
            return new Held(this, connection);
        }
        catch (DbException fault)
        {
            connection.Dispose();
            throw database.InWords(fault);
        }
    }

    public string FolderOf(string runId) => _made.FolderOf(runId);

    public string? Published()
    {
        lock (_look)
        {
            if (_lookedAt != 0 && (_ledger.Published is null || _absence.IsFound) && Stopwatch.GetElapsedTime(_lookedAt) < Pause)
                return _ledger.Published;
            // A connection that was kept open may be one that the server has ended since, which says nothing of the next.
            _absence.Found(Ask() is null ? null : Ask()?.Message);
            _lookedAt = Stopwatch.GetTimestamp();
            return _ledger.Published;
        }
    }

    public void Publish(string runId) => Write(connection =>
    {
        if (!Ledger.Publish(connection, runId))
            throw new EngineException($"The snapshot “{runId}” is not in the database. Expected one that was loaded and not removed since.");
    });

    public void Take(string runId, string record, CancellationToken cancellation = default)
    {
        if (!_ledger.Snapshots.ContainsKey(runId))
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
        if (_ledger.Snapshots.ContainsKey(runId))
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
        foreach (var runId in _made.RunIds().Where(runId => !_ledger.Snapshots.ContainsKey(runId)))
            _made.Remove(runId);
        Write(connection => Ledger.Leftovers(connection).ForEach(runId => Ledger.Drop(connection, runId)));
    }

    public IEnumerable<string> RunIds() => Known.Snapshots.Keys;

    public bool IsThere(string runId) => Known.Snapshots.ContainsKey(runId);

    public Snapshot Open(string runId) => new PostgresSnapshot(database, runId, () => Made(runId), () => IsThere(runId), NotAnswered);

    public string? RecordIn(string runId) => Known.Snapshots.GetValueOrDefault(runId);

    public IEnumerable<string> Recorded() => Known.Runs.Keys;

    public string? Record(string runId) => Known.Runs.GetValueOrDefault(runId);

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
            Heard(connection);
        }
        catch (DbException fault)
        {
            throw database.InWords(fault);
        }
    }

    private void Heard(NpgsqlConnection connection)
    {
        lock (_look)
        {
            var next = _ledger.Next(connection);
            if (next.Change < _ledger.Change)
                LogPutBack(next.Change, _ledger.Change);
            _ledger = next;
        }
    }

    private EngineException? Ask()
    {
        try
        {
            using var connection = OpenToAsk(out var instead);
            Heard(connection);
            if (instead is not null && !_isPrimaryAway)
                LogStandby(instead, connection.ExecuteScalar<DateTime?>("select pg_last_xact_replay_timestamp()", commandTimeout: PostgresDatabase.ImpatientSeconds));
            _isPrimaryAway = instead is not null;
            return null;
        }
        catch (Exception fault) when (fault is DbException or IOException or TimeoutException)
        {
            return database.InWords(fault);
        }
    }

    /// <summary>The primary while it answers, which knows what is published: a standby may have stopped to hear of it.</summary>
    private NpgsqlConnection OpenToAsk(out string? instead)
    {
        try
        {
            instead = null;
            return database.OpenWriting();
        }
        catch (EngineException away) when (database.HasSeveralHosts)
        {
            instead = away.Message;
            return database.OpenReading();
        }
    }

    private EngineException NotAnswered(Exception fault)
    {
        var told = database.InWords(fault);
        _absence.NotAnswered(told);
        return told;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} is in the database: {Rows} rows in {Copied:0.0} s, {All:0.0} s with indexes and checks")]
    private partial void LogLoaded(string runId, long rows, double copied, double all);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The primary cannot be asked what is published: {Reason} A standby is asked, which has last heard of a change at {At:u}")]
    private partial void LogStandby(string reason, DateTime? at);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database knows less than it did (change {Now} after {Before}): an earlier state was put back, and is shown")]
    private partial void LogPutBack(long now, long before);

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
