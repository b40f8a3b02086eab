using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>
/// What the schema <c>health_dashboard</c> says: which run is published, which snapshots are there, and what became of every run. Each change of it has a
/// number that grows, so that what a standby says later than the primary is not taken for news.
/// </summary>
internal sealed record Ledger
{
    public const string Schema = "health_dashboard";

    /// <summary>Makes what is not there yet.</summary>
    public const string Tables = $"""
        create schema if not exists {Schema};
        create sequence if not exists {Schema}.changes;
        create table if not exists {Schema}.published (
            one boolean primary key default true check (one),
            run_id text not null,
            schema_name text not null,
            published_at timestamptz not null default now(),
            change bigint not null
        );
        create table if not exists {Schema}.snapshots (
            run_id text primary key,
            schema_name text not null,
            record text,
            is_gone boolean not null default false,
            change bigint not null
        );
        create table if not exists {Schema}.runs (run_id text primary key, record text not null, change bigint not null);
        """;

    private const string IsMade = $"select to_regclass('{Schema}.runs') is not null";

    private const string Asked = $"""
        select not pg_is_in_recovery();
        select greatest((select max(change) from {Schema}.published), (select max(change) from {Schema}.snapshots), (select max(change) from {Schema}.runs));
        select run_id from {Schema}.published;
        select run_id, case when change > @seen then record end as record
        from {Schema}.snapshots
        where record is not null and to_regnamespace(schema_name) is not null;
        select run_id, record from {Schema}.runs where change > @seen;
        """;

    public static Ledger Empty { get; } = new();

    public string? Published { get; private init; }

    /// <summary>The records of the snapshots that are there, by run.</summary>
    public ImmutableDictionary<string, string> Snapshots { get; private init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The records of all runs.</summary>
    public ImmutableDictionary<string, string> Runs { get; private init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public long Change { get; private init; }

    /// <summary>What it says by now. Records that have not changed are not read again. A primary that knows less than it did was put back to an earlier state.</summary>
    public Ledger Next(NpgsqlConnection connection)
    {
        if (!connection.ExecuteScalar<bool>(IsMade, commandTimeout: PostgresDatabase.ImpatientSeconds))
            return this;
        var (next, isOfPrimary) = Look(connection);
        return next.Change >= Change ? next : isOfPrimary ? Empty.Look(connection).Next : this;
    }

    private (Ledger Next, bool IsOfPrimary) Look(NpgsqlConnection connection)
    {
        // One look: a run that is published in between is seen whole the next time.
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        using var answers = connection.QueryMultiple(Asked, new { seen = Change }, transaction, PostgresDatabase.ImpatientSeconds);
        var isOfPrimary = answers.ReadSingle<bool>();
        var change = answers.ReadSingle<long?>() ?? 0;
        var published = answers.ReadSingleOrDefault<string>();
        var snapshots = answers.Read<(string RunId, string? Record)>().Where(each => each.Record is not null || Snapshots.ContainsKey(each.RunId))
            .ToImmutableDictionary(each => each.RunId, each => each.Record ?? Snapshots[each.RunId], StringComparer.Ordinal);
        var runs = answers.Read<(string RunId, string Record)>().ToList();
        var next = new Ledger
        {
            Change = change,
            Published = published,
            Snapshots = snapshots,
            Runs = Runs.SetItems(runs.Select(each => KeyValuePair.Create(each.RunId, each.Record))),
        };
        return (next, isOfPrimary);
    }

    /// <summary>Makes a snapshot that is there the published one.</summary>
    /// <returns>Whether it is there.</returns>
    public static bool Publish(NpgsqlConnection connection, string runId) => connection.Execute(
        $"""
        insert into {Schema}.published (run_id, schema_name, change)
        select run_id, schema_name, nextval('{Schema}.changes') from {Schema}.snapshots where run_id = @runId and record is not null
        on conflict (one) do update set run_id = excluded.run_id, schema_name = excluded.schema_name, published_at = now(), change = excluded.change
        """,
        new { runId }) == 1;

    /// <summary>Notes that a snapshot is being loaded, so that what a load that was ended leaves is found.</summary>
    public static void Begin(NpgsqlConnection connection, string runId) => connection.Execute(
        $"insert into {Schema}.snapshots (run_id, schema_name, change) values (@runId, @schema, nextval('{Schema}.changes'))", new { runId, schema = RunSchemas.Of(runId).Gold });

    /// <summary>A snapshot is there, with its record; nobody looks for it any more where that is null.</summary>
    public static void Keep(NpgsqlConnection connection, string runId, string? record) => connection.Execute(
        $"update {Schema}.snapshots set record = @record, change = nextval('{Schema}.changes') where run_id = @runId", new { runId, record });

    public static void KeepRun(NpgsqlConnection connection, string runId, string record) => connection.Execute(
        $"""
        insert into {Schema}.runs (run_id, record, change) values (@runId, @record, nextval('{Schema}.changes'))
        on conflict (run_id) do update set record = excluded.record, change = excluded.change
        """,
        new { runId, record });

    /// <summary>Runs of which something may be left that nobody looks for.</summary>
    public static List<string> Leftovers(NpgsqlConnection connection) =>
        connection.Query<string>($"select run_id from {Schema}.snapshots where record is null and not is_gone").AsList();

    /// <summary>Removes the schemas of a run, unless somebody reads them for longer than a moment: then they go another time.</summary>
    public static void Drop(NpgsqlConnection connection, string runId)
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute(
                $"""
                set local lock_timeout = '2s';
                drop schema if exists {string.Join(", ", RunSchemas.Of(runId).All)} cascade;
                update {Schema}.snapshots set is_gone = true where run_id = @runId;
                """,
                new { runId });
            transaction.Commit();
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            transaction.Rollback();
        }
    }
}
