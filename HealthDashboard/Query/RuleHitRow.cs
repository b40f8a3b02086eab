using Dapper;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>A record that hit a rule, with the value as found: for the pipeline page, never for a log.</summary>
public sealed record RuleHitRow
{
    public long Line { get; init; }

    public string? ColumnName { get; init; }

    public required string Value { get; init; }

    public string? Because { get; init; }

    public static IReadOnlyList<RuleHitRow> Some(Snapshot snapshot, string table, string rule, int offset, int most)
    {
        using var connection = snapshot.Open();
        return connection.Query<RuleHitRow>(
            """
            select
                line,
                column_name,
                substr(value, 1, 200) as value,
                because
            from silver.rule_hits
            where table_name = @table and rule = @rule
            order by line, rowid
            limit @most offset @offset
            """,
            new { table, rule, offset, most }).AsList();
    }
}
