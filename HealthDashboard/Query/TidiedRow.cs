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
        using var connection = snapshot.Open();
        if (connection.ExecuteScalar<long>("select count(*) from silver.sqlite_master where name = 'tidied'") == 0)
            return [];
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
            order by rows desc, table_name, column_name, found
            limit @most
            """,
            new { most }).AsList();
    }
}
