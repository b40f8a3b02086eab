using System.Data.Common;
using Dapper;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Postgres;

/// <summary>A snapshot in three schemas of a database.</summary>
/// <param name="files">The files it was made in, where they still lie here; null elsewhere.</param>
/// <param name="isThere">Whether the database still has it, as far as is known.</param>
public sealed class PostgresSnapshot(PostgresDatabase database, string runId, Func<FileSnapshot?> files, Func<bool> isThere) : Snapshot(runId)
{
    private readonly RunSchemas _schemas = RunSchemas.Of(runId);

    public override FileSnapshot? Files => files();

    public override string? Damage(bool surely = false) => isThere() ? null : $"its schema {_schemas.Gold} is not in the database any more";

    public override SnapshotConnection Open() => Open(_schemas.Dialect());

    public override SnapshotConnection OpenBeside(Snapshot earlier) => Open(_schemas.Dialect(RunSchemas.Of(earlier.RunId)));

    public override bool Has(string layer, string table)
    {
        using var connection = Open();
        return connection.ExecuteScalar<bool>("select to_regclass(@name) is not null", new { name = $"{_schemas.NameOf(layer)}.{table}" });
    }

    /// <summary>A standby that has not heard of the run yet is passed over for the primary, which has.</summary>
    private SnapshotConnection Open(SqlDialect dialect)
    {
        var connection = database.OpenReading();
        try
        {
            if (!Prepare(connection) && database.HasSeveralHosts)
            {
                connection.Dispose();
                connection = database.OpenWriting();
                Prepare(connection);
            }

            return new SnapshotConnection(connection, dialect, database.InWords);
        }
        catch (DbException fault)
        {
            connection.Dispose();
            throw database.InWords(fault);
        }
    }

    /// <summary>Compiling a statement takes longer than most of ours run.</summary>
    private bool Prepare(DbConnection connection) => connection.ExecuteScalar<bool>(
        $"""
        select set_config('search_path', @schema, false) is not null and set_config('jit', 'off', false) is not null
            and exists (select from {Ledger.Schema}.snapshots where run_id = @runId and record is not null)
        """,
        new { schema = _schemas.Gold, runId = RunId });
}
