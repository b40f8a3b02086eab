using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Silver;

/// <summary>How often a rule was hit in one file, and where first. Holds no values: it may be logged.</summary>
public sealed record RuleCount(string Table, string Rule, string Severity, string? Column, long FirstLine, string Expected)
{
    public long Rows { get; set; }
}

/// <summary>Writes every hit, with the value as found, to <c>silver.rule_hits</c>, and counts them.</summary>
public sealed class RuleHits(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<(string Table, Rule Rule), RuleCount> _counts = [];
    private readonly BulkInsert _insert = CreateTable(connection);

    public IEnumerable<RuleCount> Counts => _counts.Values;

    public void Keep(SourceTable table, RawRecord record, IReadOnlyList<RuleHit> hits)
    {
        foreach (var hit in hits)
        {
            var severity = Name(hit.Rule.Severity);
            if (!_counts.TryGetValue((table.Name, hit.Rule), out var count))
                _counts[(table.Name, hit.Rule)] = count = new RuleCount(table.Name, hit.Rule.Name, severity, hit.Column, record.Line, hit.Rule.Expected);
            count.Rows++;

            _insert.Bind(1, table.Name);
            _insert.Bind(2, record.Line);
            _insert.Bind(3, hit.Column);
            _insert.Bind(4, hit.Rule.Name);
            _insert.Bind(5, severity);
            _insert.Bind(6, hit.Found);
            _insert.Bind(7, hit.Rule.Expected);
            _insert.Bind(8, hit.Because);
            _insert.Step();
        }
    }

    /// <summary>Call it once all hits are kept: the pipeline page and rejected.csv ask for those of one rule, in the order of the file.</summary>
    public void Index()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "create index silver.rule_hits_by_rule on rule_hits (table_name, rule, line)";
        command.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();

    private static string Name(Severity severity) => severity switch
    {
        Severity.Rejected => "rejected",
        Severity.Duplicate => "duplicate",
        Severity.Repaired => "repaired",
        _ => "warned",
    };

    private static BulkInsert CreateTable(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            create table silver.rule_hits (
                table_name text not null,
                line integer not null,
                column_name text,
                rule text not null,
                severity text not null,
                value text not null,
                expected text not null,
                because text
            )
            """;
        command.ExecuteNonQuery();
        return new BulkInsert(
            connection, "silver.rule_hits", ["table_name", "line", "column_name", "rule", "severity", "value", "expected", "because"]);
    }
}
