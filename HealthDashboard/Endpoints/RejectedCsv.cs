using System.Globalization;
using System.Text;
using CsvHelper;
using HealthDashboard.Bronze;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Endpoints;

/// <summary>
/// The records that were rejected or repaired, as CSV, to send back to whoever wrote them: where they stand, what was found
/// and what was expected. A rule asked for by name gives its rows whatever became of them.
/// </summary>
public static class RejectedCsv
{
    private static readonly string[] Columns = ["table", "line", "column", "rule", "severity", "value", "expected", "because"];

    /// <exception cref="UnusableFilterException">There is no such table or rule.</exception>
    public static (string? Table, string? Rule) ReadFilter(Func<string, StringValues> query)
    {
        var (table, rule) = (AddressQuery.One(query, "table"), AddressQuery.One(query, "rule"));
        if (table is not null && SourceTable.All.All(known => known.Name != table))
            throw new UnusableFilterException($"There is no table “{AddressQuery.Said(table)}”. Known are {string.Join(", ", SourceTable.All.Select(known => known.Name))}.");
        if (rule is not null && Rule.All.All(known => known.Name != rule))
            throw new UnusableFilterException($"There is no rule “{AddressQuery.Said(rule)}”. Known are {string.Join(", ", Rule.All.Select(known => known.Name))}.");
        return (table, rule);
    }

    /// <summary>Whom the records are about.</summary>
    public static IEnumerable<string> Patients(Snapshot snapshot, string? table, string? rule) =>
        PatientsOfRecords.OfHits(MustHoldThem(snapshot), Asked(table, rule), new { table, rule });

    /// <returns>How many there are.</returns>
    public static async Task<long> WriteAsync(Stream stream, Snapshot snapshot, string? table, string? rule, CancellationToken cancellation)
    {
        var hits = CsvExport.Begun(Hits(MustHoldThem(snapshot), table, rule));
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        var count = 0L;
        foreach (var hit in hits)
        {
            CsvText.Write(writer, hit.TableName);
            writer.WriteField(Encoding.ASCII.GetBytes(hit.Line.ToString(CultureInfo.InvariantCulture)));
            foreach (var text in new[] { hit.ColumnName, hit.Rule, hit.Severity, hit.Value, hit.Expected, hit.Because })
                CsvText.Write(writer, text);
            await writer.EndRecordAsync(cancellation);
            count++;
        }

        await writer.FlushAsync(cancellation);
        return count;
    }

    private static Snapshot MustHoldThem(Snapshot snapshot) => snapshot.HoldsRecords
        ? snapshot
        : throw new UnusableFilterException("These numbers are read from a lake, which has no rejected records. Expected the dashboard that writes it.");

    /// <summary>In the order in which they were met: file by file, line by line.</summary>
    private static IEnumerable<Hit> Hits(Snapshot snapshot, string? table, string? rule)
    {
        using var connection = snapshot.Open();
        var sql = $"""
            select
                table_name,
                line,
                column_name,
                rule,
                severity,
                value,
                expected,
                because
            from silver.rule_hits
            where {Asked(table, rule)}
            order by rowid
            """;
        foreach (var hit in connection.Query<Hit>(sql, new { table, rule }, buffered: false))
            yield return hit;
    }

    private static string Asked(string? table, string? rule) =>
        $"{(rule is null ? "severity in ('rejected', 'repaired')" : "rule = @rule")}{(table is null ? "" : " and table_name = @table")}";

    private sealed record Hit
    {
        public required string TableName { get; init; }

        public long Line { get; init; }

        public string? ColumnName { get; init; }

        public required string Rule { get; init; }

        public required string Severity { get; init; }

        public required string Value { get; init; }

        public required string Expected { get; init; }

        public string? Because { get; init; }
    }
}
