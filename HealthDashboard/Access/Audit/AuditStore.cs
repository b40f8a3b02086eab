using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// Writes the audit: an entry is on the disk before this comes back. One after another, since each is sealed with the one before it.
/// </summary>
public sealed class AuditStore(AuditFiles files, TimeProvider clock) : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly Lock _turn = new();
    private AuditChain? _chain;
    private AuditLink _known = new();

    // Who was shown, by what entry first. Charts show the same thousand to everybody all day, and an index of them is what costs.
    private readonly Dictionary<string, long> _shown = [];

    // Open and idle: the last connection that closes would move all that was written since into the database, which takes longer than the entry.
    private SqliteConnection? _idle;

    /// <summary>The last entry.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be read.</exception>
    public AuditLink End() => InTurn((connection, _) => Last(connection));

    /// <param name="patients">Whom it showed, each as often as one likes.</param>
    /// <returns>The id of the entry.</returns>
    /// <exception cref="AuditUnavailableException">It cannot be written.</exception>
    public long Write(AuditEntry entry, IEnumerable<string> patients)
    {
        entry = entry.Plain();
        string[] shown = [.. patients.Select(AuditEntry.Plain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var fingerprint = AuditEntry.Fingerprint(shown);
        return InTurn((connection, chain) =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var last = Last(connection);
            var next = entry with { Id = last.Id + 1, At = clock.GetUtcNow().ToUnixTimeSeconds(), Patients = shown.Length };
            next = next with { PatientsAs = _shown.TryGetValue(fingerprint, out var same) ? same : null };
            next = next with { Mac = chain.Seal(last.Mac, next, shown) };
            if (shown.Length > 0 && next.PatientsAs is null)
                connection.Execute("insert into entry_patients select @Id, value from json_each(@Shown) order by value", new { next.Id, Shown = JsonSerializer.Serialize(shown) });
            connection.Execute(
                $"""
                insert into entries ({AuditFiles.Columns}, mac)
                values (@Id, @At, @Issuer, @Subject, @Name, @Session, @Reach, @Action, @What, @Reason, @Rows, @Sha256, @Patients, @PatientsAs, @Mac)
                """,
                next);
            transaction.Commit();
            Remember(fingerprint, next);
            Known(chain, new AuditLink { Id = next.Id, Mac = next.Mac });
            return next.Id;
        });
    }

    /// <summary>Lets go of the oldest entries that are older than this, in one step; from then on the chain starts behind them, signed.</summary>
    /// <returns>How many have left.</returns>
    /// <exception cref="AuditUnavailableException">It cannot be written.</exception>
    public long Forget(DateTimeOffset before) => InTurn((connection, chain) =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var (start, last) = (AuditStart.Read(connection), Last(connection));
        var stays = connection.ExecuteScalar<long?>("select id from entries where at >= @Before order by id limit 1", new { Before = before.ToUnixTimeSeconds() }) ?? last.Id + 1;
        if (stays <= start.Id)
            return 0;
        AuditStart.Write(connection, chain, stays, connection.ExecuteScalar<byte[]>("select mac from entries where id = @Id", new { Id = stays - 1 })!);
        connection.Execute(
            """
            delete from entry_patients where entry < @stays and entry not in (select patients_as from entries where id >= @stays and patients_as is not null);
            delete from entries where id < @stays;
            """,
            new { stays });
        transaction.Commit();
        _shown.Clear();
        return stays - start.Id;
    });

    public void Dispose() => _idle?.Dispose();

    /// <summary>The end of the chain, which must still hold what this program knows of it: a file that somebody put in its place does not.</summary>
    private AuditLink Last(SqliteConnection connection)
    {
        var last = AuditFiles.Last(connection);
        var known = last.Id == _known.Id ? last.Mac : connection.ExecuteScalar<byte[]?>("select mac from entries where id = @Id", new { _known.Id });
        return known is not null && known.AsSpan().SequenceEqual(_known.Mac) || _known.Id == 0
            ? last
            : throw new AuditUnavailableException($"{files.Database} does not hold entry {_known.Id} as it was written: run “audit verify”.");
    }

    private void Remember(string fingerprint, AuditEntry entry)
    {
        if (_shown.Count >= MostRemembered)
            _shown.Clear();
        if (entry is { Patients: > 0, PatientsAs: null })
            _shown[fingerprint] = entry.Id;
    }

    private void Known(AuditChain chain, AuditLink link)
    {
        _known = link;
        files.Head.Write(chain, link);
    }

    private T InTurn<T>(Func<SqliteConnection, AuditChain, T> ask)
    {
        lock (_turn)
        {
            try
            {
                var chain = _chain ?? Opened();
                using var connection = files.Open(SqliteOpenMode.ReadWrite);
                return ask(connection, chain);
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new AuditUnavailableException($"{files.Database}: {fault.Message}", fault);
            }
        }
    }

    private AuditChain Opened()
    {
        if (!files.AnyExists)
            files.Make();
        var chain = AuditChain.From(files.Key);
        _known = files.Head.Read(chain);
        var idle = files.Open(SqliteOpenMode.ReadWrite);
        try
        {
            _ = Last(idle);
        }
        catch
        {
            idle.Dispose();
            throw;
        }

        (_idle, _chain) = (idle, chain);
        return chain;
    }
}
