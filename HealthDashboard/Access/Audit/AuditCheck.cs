using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>Whether an audit is as it was written, in a sentence that names the first entry that is not.</summary>
public sealed record AuditCheck(bool IsWhole, string Words)
{
    /// <summary>Reads beside a server that writes: all of it as it is at one moment.</summary>
    public static AuditCheck Of(AuditFiles files)
    {
        try
        {
            // Before the entries are: what is written meanwhile may be more than the head says, never less.
            var chain = AuditChain.From(files.Key);
            var head = files.Head.Read(chain);
            using var connection = files.Open(SqliteOpenMode.ReadOnly);
            using var transaction = connection.BeginTransaction(deferred: true);
            return Of(connection, chain, head);
        }
        catch (AuditUnavailableException unavailable)
        {
            return new(false, unavailable.Message);
        }
        catch (SqliteException fault)
        {
            return new(false, $"{files.Database} cannot be read: {fault.Message}");
        }
    }

    private static AuditCheck Of(SqliteConnection connection, AuditChain chain, AuditLink head)
    {
        var start = AuditStart.Read(connection);
        if (!start.IsSigned(chain))
            return new(false, $"The audit is said to start with entry {start.Id}, and that is not signed with its key: entries before it were removed.");
        var (next, before, first, last) = (start.Id, start.Mac, 0L, 0L);
        foreach (var entry in connection.Query<AuditEntry>($"select {AuditFiles.Columns}, mac from entries order by id", buffered: false))
        {
            if (entry.Id != next)
                return new(false, entry.Id < next ? $"Entry {entry.Id} stands before the start of the audit, entry {start.Id}." : $"Entry {next} was removed.");
            before = chain.Seal(before, entry, PatientsOf(connection, entry.PatientsAs ?? entry.Id));
            if (!before.AsSpan().SequenceEqual(entry.Mac))
                return new(false, $"Entry {next} of {Moment(entry.At)} is not what was written there: it was changed, or swapped with another.");
            if (head.Id == next && !before.AsSpan().SequenceEqual(head.Mac))
                return new(false, $"Entry {next} is not the one that audit.head knows.");
            (first, last) = (next == start.Id ? entry.At : first, entry.At);
            next++;
        }

        if (head.Id >= next)
            return new(false, $"Entry {next} was removed: the audit ends with entry {next - 1}, and {head.Id} were written.");
        if (connection.ExecuteScalar<long?>("select entry from entry_patients where entry not in (select coalesce(patients_as, id) from entries) order by entry limit 1") is { } orphan)
            return new(false, $"Entry {orphan} was removed, and patients that it showed are still there.");
        return new(true, next == start.Id
            ? $"There is no entry{(start.Id > 1 ? $"; those before {start.Id} have left as Audit:KeepDays says" : "")}."
            : next - start.Id == 1 ? $"1 entry, of {Moment(first)}, is as it was written."
            : $"{next - start.Id} entries, from {Moment(first)} to {Moment(last)}, are as they were written.");
    }

    private static IEnumerable<string> PatientsOf(SqliteConnection connection, long entry) =>
        connection.Query<string>("select patient_id from entry_patients where entry = @entry", new { entry });

    private static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
