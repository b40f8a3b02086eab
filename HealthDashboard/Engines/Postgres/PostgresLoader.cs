using System.Data.Common;
using System.Diagnostics;
using Dapper;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>How many rows a database was sent, and how long that and all of it took.</summary>
public sealed record Loaded(long Rows, TimeSpan Copied, TimeSpan All);

/// <summary>Loads a snapshot's files into schemas of its own, and has the checks say whether what lies there is what was made.</summary>
public sealed class PostgresLoader(PostgresDatabase database)
{
    /// <exception cref="EngineException">The database does not take them, or checks find offending rows.</exception>
    public Loaded Load(FileSnapshot files, CancellationToken cancellation = default)
    {
        var (schemas, clock) = (RunSchemas.Of(files.RunId), Stopwatch.StartNew());
        try
        {
            using var source = files.OpenFiles();
            using var connection = database.OpenWriting();
            connection.Execute(string.Concat(schemas.All.Select(schema => $"create schema {schema};")));
            var isSpread = Citus.IsThere(connection);
            var tables = LoadedTable.Of(source).Select(table => isSpread ? Citus.With(table) : table).ToList();
            // Spread tables lie together with patients, who are there first.
            if (isSpread)
                tables.OrderBy(table => table.Name != Citus.First).ToList().ForEach(table => connection.Execute($"{table.Create(schemas)}; {Citus.Distribute(table, schemas)}"));
            ShareOut.Do(() => new Pair(files.OpenFiles(), database.OpenWriting()), [.. tables.Select(table => (Action<Pair>)(pair => Copy(pair, table, schemas, isSpread, cancellation)))]);
            var copied = clock.Elapsed;
            ShareOut.Do(database.OpenWriting, [.. tables.Select(table => (Action<NpgsqlConnection>)(each => Finish(each, table, schemas, cancellation)))]);
            connection.Execute($"set search_path = {schemas.Gold}");
            foreach (var (name, select) in LoadedTable.Views(source))
                connection.Execute($"create view {schemas.Silver}.{name} as {select}");
            Check(schemas, connection);
            return new Loaded(tables.Sum(table => table.Rows), copied, clock.Elapsed);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.DuplicateSchema)
        {
            throw new EngineException($"The database has a schema {schemas.Gold} already, of a run that was ended a moment ago or of somebody else. Expected none; try again in a minute.");
        }
        catch (DbException fault) when (fault is not SqliteException)
        {
            throw database.InWords(fault);
        }
    }

    private static void Copy(Pair pair, LoadedTable table, RunSchemas schemas, bool isSpread, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var connection = pair.Database;
        using var transaction = connection.BeginTransaction();
        // What is not on the disk yet is when the pointer is, which is written behind it.
        connection.Execute($"set local synchronous_commit = off; {(isSpread ? "" : table.Create(schemas))}");
        using (var copy = connection.BeginRawBinaryCopy(table.Copy(schemas, isFrozen: !isSpread)))
        {
            try
            {
                new BinaryCopy(copy).Write(pair.Files, table, cancellation);
            }
            catch
            {
                copy.Cancel();
                throw;
            }
        }

        transaction.Commit();
    }

    private static void Finish(NpgsqlConnection connection, LoadedTable table, RunSchemas schemas, CancellationToken cancellation)
    {
        foreach (var statement in table.Finish(schemas))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                connection.Execute(statement);
            }
            catch (PostgresException large) when (large.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
            {
                var (column, bytes) = table.Longest(connection, schemas);
                throw new EngineException($"The column {column} of {table.Name} holds a text of {bytes} bytes, and rows are looked up by it. Expected at most 2,700, which is what PostgreSQL takes there; what is published is untouched.");
            }
        }

        var found = connection.ExecuteScalar<long>($"select count(*) from {table.In(schemas)}");
        if (found != table.Rows)
            throw new EngineException($"The database holds {found} rows of {table.In(schemas)}, where {table.Rows} were sent. Expected all of them; what is published is untouched.");
    }

    /// <summary>The same checks as on files. What they found lies with the snapshot.</summary>
    private void Check(RunSchemas schemas, NpgsqlConnection connection)
    {
        var checks = GoldChecks.RunPortable(() => Ready(schemas), schemas.Dialect());
        connection.Execute($"create table {schemas.Gold}.checks (name text primary key, offending bigint not null)");
        connection.Execute($"insert into {schemas.Gold}.checks (name, offending) values (@Name, @Offending)", checks);
        if (GoldChecks.WhatIsWrong(checks) is { } broken)
            throw new EngineException($"What lies in the database is not what was made. {broken} Expected it to keep what it is given; what is published is untouched.");
    }

    private NpgsqlConnection Ready(RunSchemas schemas)
    {
        var connection = database.OpenWriting();
        connection.Execute($"set search_path = {schemas.Gold}; set jit = off");
        return connection;
    }

    /// <summary>What one thread reads from and writes to.</summary>
    private sealed record Pair(SqliteConnection Files, NpgsqlConnection Database) : IDisposable
    {
        public void Dispose()
        {
            Files.Dispose();
            Database.Dispose();
        }
    }
}
