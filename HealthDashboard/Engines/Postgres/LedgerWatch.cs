using System.Data.Common;
using System.Diagnostics;
using Dapper;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>Asks the database what is published, and remembers what it said last, so that pages go on while it cannot be asked. Safe for many threads.</summary>
internal sealed partial class LedgerWatch(PostgresDatabase database, ILogger logger)
{
    /// <summary>Where there is nothing to show, every page asks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly Lock _look = new();
    private readonly Absence _absence = new(logger);
    private long _lookedAt;
    private bool _isPrimaryAway;

    public string? Away => _absence.Why;

    /// <summary>What it has said last.</summary>
    public Ledger Heard { get; private set; } = Ledger.Empty;

    /// <summary>The same, asked where nobody has yet.</summary>
    public Ledger Known
    {
        get
        {
            if (_lookedAt == 0)
                Published();
            return Heard;
        }
    }

    /// <summary>The published run, asked anew.</summary>
    public string? Published()
    {
        lock (_look)
        {
            if (_lookedAt != 0 && (Heard.Published is null || _absence.IsFound) && Stopwatch.GetElapsedTime(_lookedAt) < Pause)
                return Heard.Published;
            // A connection that was kept open may be one that the server has ended since, which says nothing of the next.
            _absence.Found(Ask() is null ? null : Ask()?.Message);
            _lookedAt = Stopwatch.GetTimestamp();
            return Heard.Published;
        }
    }

    /// <summary>Asks over a connection that is at hand.</summary>
    public void Hear(NpgsqlConnection connection)
    {
        lock (_look)
        {
            var next = Heard.Next(connection);
            if (next.Change < Heard.Change)
                LogPutBack(next.Change, Heard.Change);
            Heard = next;
        }
    }

    /// <summary>A question of a page failed.</summary>
    /// <returns>What to throw in its place.</returns>
    public EngineException NotAnswered(Exception fault)
    {
        var told = database.InWords(fault);
        _absence.NotAnswered(told);
        return told;
    }

    private EngineException? Ask()
    {
        try
        {
            using var connection = OpenToAsk(out var instead);
            Hear(connection);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The primary cannot be asked what is published: {Reason} A standby is asked, which has last heard of a change at {At:u}")]
    private partial void LogStandby(string reason, DateTime? at);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database knows less than it did (change {Now} after {Before}): an earlier state was put back, and is shown")]
    private partial void LogPutBack(long now, long before);
}
