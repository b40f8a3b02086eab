using Dapper;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access.Audit;

/// <summary>Which entries are asked for; what is null is not asked.</summary>
public sealed record AuditQuestion
{
    /// <summary>Those of one person alone: who signs them in and what they are there.</summary>
    public (string Issuer, string Subject)? Own { get; init; }

    /// <summary>Entries that showed this patient.</summary>
    public string? Patient { get; init; }

    /// <summary>A person by name or by subject.</summary>
    public string? Person { get; init; }

    public string? Action { get; init; }

    /// <summary>The first and the last moment, the last excluded.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <summary>Reads the audit, the newest entry first.</summary>
public sealed class AuditReader(AuditFiles files)
{
    /// <exception cref="AuditUnavailableException">It cannot be read.</exception>
    public (IReadOnlyList<AuditEntry> Entries, long Count) Read(AuditQuestion question, int offset, int limit) => Ask(connection => (
        (IReadOnlyList<AuditEntry>)connection.Query<AuditEntry>(
            $"select {AuditFiles.Columns} {From(question)} order by id desc limit @limit offset @offset", With(question, limit, offset)).AsList(),
        connection.ExecuteScalar<long>($"select count(*) {From(question)}", With(question))));

    /// <summary>All of them, one after another.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be read.</exception>
    public IEnumerable<AuditEntry> Stream(AuditQuestion question)
    {
        // Page by page: a reader that is slow to take them would keep the database from being tidied.
        const int Some = 500;
        for (var before = long.MaxValue; ;)
        {
            var some = Ask(connection => connection.Query<AuditEntry>(
                $"select {AuditFiles.Columns} {From(question)} and id < @before order by id desc limit @limit", With(question, Some, before: before)).AsList());
            foreach (var entry in some)
                yield return entry;
            if (some.Count < Some)
                yield break;
            before = some[^1].Id;
        }
    }

    /// <summary>The first patients that an entry showed, by id.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be read.</exception>
    public IReadOnlyList<string> PatientsOf(long entry, int most = int.MaxValue) => Ask(connection => connection.Query<string>(
        "select patient_id from entry_patients where entry = (select coalesce(patients_as, id) from entries where id = @entry) order by patient_id limit @most", new { entry, most }).AsList());

    private static string From(AuditQuestion question)
    {
        IEnumerable<string> conditions =
        [
            .. Where(question.Own, "issuer = @Issuer and subject = @Subject"),
            .. Where(question.Patient, "(id in (select entry from entry_patients where patient_id = @Patient) or patients_as in (select entry from entry_patients where patient_id = @Patient))"),
            .. Where(question.Person, "(subject = @Person or name = @Person collate nocase)"),
            .. Where(question.Action, "action = @Action"),
            .. Where(question.From, "at >= @From"),
            .. Where(question.Until, "at < @Until"),
        ];
        return $"from entries where {string.Join(" and ", conditions.DefaultIfEmpty("true"))}";

        static string[] Where(object? asked, string condition) => asked is null ? [] : [condition];
    }

    /// <summary>What is not asked for has no place in the statement.</summary>
    private static object With(AuditQuestion question, int limit = 0, int offset = 0, long before = 0) => new
    {
        Issuer = question.Own?.Issuer,
        Subject = question.Own?.Subject,
        question.Patient,
        question.Person,
        question.Action,
        From = question.From?.ToUnixTimeSeconds(),
        Until = question.Until?.ToUnixTimeSeconds(),
        limit,
        offset,
        before,
    };

    private T Ask<T>(Func<SqliteConnection, T> ask)
    {
        try
        {
            using var connection = files.Open(SqliteOpenMode.ReadOnly);
            return ask(connection);
        }
        catch (SqliteException fault)
        {
            throw new AuditUnavailableException($"{files.Database}: {fault.Message}", fault);
        }
    }
}
