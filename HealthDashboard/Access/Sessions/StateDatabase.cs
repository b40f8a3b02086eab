using Microsoft.Data.Sqlite;
using Dapper;

namespace HealthDashboard.Access.Sessions;

/// <summary>Nothing can be read of or written to the database of sessions, so nobody is signed in.</summary>
public sealed class SessionsUnavailableException(Exception inner) : Exception("The database of sessions cannot be used.", inner);

/// <summary>The database of sessions and tokens, <c>state.db</c> in <c>State:Path</c>. It is made at the start alone: one that vanishes under a running server stays away, and nobody is signed in.</summary>
public sealed class StateDatabase : IDisposable
{
    /// <summary>The id of a session is never given again: a page that is still open knows its session by it.</summary>
    private const string Schema = """
        create table if not exists sessions (
            id integer primary key autoincrement,
            key_hash blob not null unique,
            issuer text not null,
            subject text not null,
            provider_session text,
            browser text not null,
            ticket blob not null,
            started_at integer not null,
            seen_at integer not null
        ) strict;
        create index if not exists sessions_of_person on sessions (issuer, subject);
        create table if not exists logout_tokens (
            id text primary key,
            until integer not null
        ) strict;
        create table if not exists people (
            issuer text not null,
            subject text not null,
            claims text not null,
            signed_in_at integer not null,
            primary key (issuer, subject)
        ) strict, without rowid;
        create table if not exists tokens (
            id integer primary key autoincrement,
            token_hash blob not null unique,
            issuer text not null,
            subject text not null,
            name text not null,
            made_at integer not null,
            used_on text,
            expires_at integer not null
        ) strict;
        create index if not exists tokens_of_person on tokens (issuer, subject);
        """;

    /// <summary>What sessions did not have at first; a database of an earlier version gets them.</summary>
    private static readonly (string Column, string Type)[] Later = [("names_until", "integer"), ("names_reason", "text")];

    private readonly StateOptions _options;
    private readonly string _path;
    private readonly KeptConnection _kept;

    public StateDatabase(StateOptions options)
    {
        (_options, _path) = (options, Path.Combine(options.Path, "state.db"));
        _kept = new KeptConnection(_path, () => Open(SqliteOpenMode.ReadWrite));
    }

    /// <exception cref="FormatException">It cannot be made or written to.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(_options.Path);
            using var connection = Open(SqliteOpenMode.ReadWriteCreate);
            // Whoever writes holds up nobody who reads, however slow the disk is: every request asks who it is of.
            connection.Execute($"pragma journal_mode = wal; {Schema}");
            foreach (var (column, type) in Later)
            {
                if (!connection.ExecuteScalar<bool>("select exists (select 1 from pragma_table_info('sessions') where name = @column)", new { column }))
                    connection.Execute($"alter table sessions add column {column} {type}");
            }
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"Sessions cannot be kept in {_path}: {fault.Message} Expected State:Path to be a folder that this program may write to.", fault);
        }
    }

    /// <exception cref="SessionsUnavailableException">It is away, damaged or locked for long.</exception>
    public T Ask<T>(Func<SqliteConnection, T> ask)
    {
        try
        {
            using var connection = Open(SqliteOpenMode.ReadWrite);
            return ask(connection);
        }
        catch (SqliteException fault)
        {
            throw new SessionsUnavailableException(fault);
        }
    }

    /// <summary>The same of several changes that are one: brought onto the disk together, or not at all.</summary>
    /// <exception cref="SessionsUnavailableException">It is away, damaged or locked for long.</exception>
    public T Change<T>(Func<SqliteConnection, T> change) => Ask(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var answer = change(connection);
        transaction.Commit();
        return answer;
    });

    /// <summary>The same of what every request asks; it changes nothing.</summary>
    /// <exception cref="SessionsUnavailableException">It is away, damaged or locked for long.</exception>
    public T Read<T>(Func<SqliteConnection, T> ask)
    {
        try
        {
            return _kept.Ask(ask, writes: false);
        }
        catch (SqliteException fault)
        {
            throw new SessionsUnavailableException(fault);
        }
    }

    public void Dispose() => _kept.Dispose();

    /// <summary>Waits for a writer by SQLite's own pace of milliseconds; the provider's would be 150 of them.</summary>
    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        connection.Execute("pragma busy_timeout = 5000");
        return connection;
    }
}
