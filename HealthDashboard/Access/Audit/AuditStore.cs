using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// Writes the audit, one entry after another, since each is sealed with the one before it. An entry that is written stays when the program dies, and when
/// the machine does once it is on the disk (<see cref="OnDiskAsync"/>).
/// </summary>
public sealed class AuditStore(AuditFiles files, TimeProvider clock) : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly Lock _turn = new();
    private readonly KeptConnection _kept = new(files.Database, () => files.Open(SqliteOpenMode.ReadWrite));
    private readonly SharedFlush _flush = new();
    private AuditChain? _chain;
    private AuditLink _known = new();

    /// <summary>The connection whose log has been brought onto the disk once, so that its name in the folder is there too.</summary>
    private SqliteConnection? _settled;

    // Who was shown, by what entry first. Charts show the same thousand to everybody all day, and an index of them is what costs.
    private readonly Dictionary<string, long> _shown = [];

    /// <summary>The last entry.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be read.</exception>
    public AuditLink End() => InTurn((connection, _) => Last(connection));

    /// <summary>Done when all that is written until now is on the disk. Once for all who ask while the disk is busy.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be brought there.</exception>
    public Task OnDiskAsync() => _flush.NextAsync(() =>
    {
        try
        {
            var (chain, last) = Written();
            files.Flush();
            // What is said to be the last must be there when the power comes back. Another program may have gone on meanwhile.
            if (files.Head.Read(chain).Id < last.Id)
                files.Head.Write(chain, last);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            lock (_turn)
                _chain = null;
            throw Unavailable(fault);
        }
    });

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
            Settle(connection);
            Remember(fingerprint, next);
            _known = new AuditLink { Id = next.Id, Mac = next.Mac };
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

    public void Dispose()
    {
        try
        {
            if (_chain is not null)
                OnDiskAsync().GetAwaiter().GetResult();
        }
        catch (AuditUnavailableException)
        {
            // There is nobody left to tell; whoever waited for the disk was told.
        }

        _kept.Dispose();
    }

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

    private (AuditChain Chain, AuditLink Last) Written()
    {
        lock (_turn)
            return (_chain ??= Opened(), _known);
    }

    /// <summary>From its second entry on, a connection leaves the disk to <see cref="OnDiskAsync"/>.</summary>
    private void Settle(SqliteConnection connection)
    {
        if (ReferenceEquals(_settled, connection))
            return;
        connection.Execute("pragma synchronous = normal");
        _settled = connection;
    }

    private T InTurn<T>(Func<SqliteConnection, AuditChain, T> ask)
    {
        lock (_turn)
        {
            try
            {
                var chain = _chain ?? Opened();
                var answer = _kept.Ask(connection => ask(connection, chain), writes: true);
                _chain = chain;
                return answer;
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw Unavailable(fault);
            }
        }
    }

    private AuditUnavailableException Unavailable(Exception fault) => new($"{files.Database}: {fault.Message}", fault);

    /// <summary>What this program has written itself it knows better than the file that says where the audit ends.</summary>
    private AuditChain Opened()
    {
        if (!files.AnyExists)
            files.Make();
        var chain = AuditChain.From(files.Key);
        var head = files.Head.Read(chain);
        _known = head.Id > _known.Id ? head : _known;
        return chain;
    }
}
