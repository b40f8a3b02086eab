using System.Data.Common;
using Dapper;
using HealthDashboard.Warehouse;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>A snapshot in three schemas of a database.</summary>
/// <param name="files">The files it was made in, where they still lie here; null elsewhere.</param>
/// <param name="isThere">Whether the database still has it, as far as is known.</param>
/// <param name="inWords">What to throw in the place of a fault.</param>
public sealed class PostgresSnapshot(PostgresDatabase database, string runId, Func<FileSnapshot?> files, Func<bool> isThere, Func<Exception, EngineException> inWords) : Snapshot(runId)
{
    private readonly RunSchemas _schemas = RunSchemas.Of(runId);

    public override FileSnapshot? Files => files();

    public override string? Damage(bool surely = false) => isThere() ? null : $"its schema {_schemas.Gold} is not in the database any more";

    public override SnapshotConnection Open() => Open(_schemas.Dialect(), RunId);

    public override SnapshotConnection OpenBeside(Snapshot earlier) => Open(_schemas.Dialect(RunSchemas.Of(earlier.RunId)), RunId, earlier.RunId);

    public override bool Has(string layer, string table)
    {
        using var connection = Open();
        return connection.ExecuteScalar<bool>("select to_regclass(@name) is not null", new { name = $"{_schemas.NameOf(layer)}.{table}" });
    }

    /// <summary>A standby that has not heard of the run yet is passed over for the primary, which has.</summary>
    private SnapshotConnection Open(SqlDialect dialect, params string[] runIds)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = database.OpenReading();
            var areHere = AreHere(connection, runIds);
            if (!areHere && database.HasSeveralHosts)
            {
                connection.Dispose();
                connection = database.OpenWriting();
                areHere = AreHere(connection, runIds);
            }

            // Its schemas are named by its number, which another run has where an earlier state was put back.
            return areHere ? new SnapshotConnection(connection, dialect, inWords)
                : throw new EngineException($"The run “{string.Join("” or “", runIds)}” is not in the database any more. Expected one that is kept: open the page anew.");
        }
        catch (Exception fault) when (fault is DbException or EngineException)
        {
            connection?.Dispose();
            throw inWords(fault);
        }
    }

    /// <summary>Whether this database has the runs; it is ready for questions then. Whoever does not answer this answers nothing.</summary>
    private bool AreHere(NpgsqlConnection connection, string[] runIds)
    {
        try
        {
            // Compiling a statement takes longer than most of ours run.
            return connection.ExecuteScalar<bool>(
                $"""
                select set_config('search_path', @schema, false) is not null and set_config('jit', 'off', false) is not null
                    and (select count(*) from {Ledger.Schema}.snapshots where run_id = any(@runIds) and record is not null) = @runs
                """,
                new { schema = _schemas.Gold, runIds, runs = runIds.Distinct().Count() },
                commandTimeout: PostgresDatabase.ImpatientSeconds);
        }
        catch (PostgresException older) when (older.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return false;
        }
    }
}
