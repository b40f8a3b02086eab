using Dapper;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>Values that silver writes otherwise than the file, without any rule: another spelling, or blanks around it.</summary>
public sealed record TidiedRow
{
    public required string TableName { get; init; }

    public required string ColumnName { get; init; }

    /// <summary>Null when only the blanks around the values went, whatever they say.</summary>
    public string? Found { get; init; }

    public string? Written { get; init; }

    public long Rows { get; init; }

    public long FirstLine { get; init; }

    /// <summary>The most frequent first. Snapshots made before these were kept have none.</summary>
    public static IReadOnlyList<TidiedRow> First(Snapshot snapshot, int most)
    {
        if (!snapshot.Has("silver", "tidied"))
            return [];
        using var connection = snapshot.Open();
        return connection.Query<TidiedRow>(
            """
            select
                table_name,
                column_name,
                substr(found, 1, 200) as found,
                written,
                rows,
                first_line
            from silver.tidied
            order by rows desc, table_name, column_name, case when found is null then 0 else 1 end, found
            limit @most
            """,
            new { most }).AsList();
    }
}
