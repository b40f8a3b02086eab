namespace HealthDashboard.Lake;

/// <summary>A Delta table and where its rows come from.</summary>
/// <param name="Name">Its folder below the lake, such as <c>silver/visits</c>.</param>
/// <param name="From">What stands behind <c>select COLUMNS</c>, over a connection that sees silver and gold. Tables that have it in common are read together.</param>
public sealed record LakeTable(string Name, string From, IReadOnlyList<LakeColumn> Columns)
{
    /// <summary>The column that divides it into folders, the last of <see cref="Columns"/>; null where it is whole.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>The column by which its rows are put into order, which is what Z-ordering by one column is; null where they are as they were read.</summary>
    public string? SortBy { get; init; }

    /// <summary>Columns that minima, maxima and counts of empty values are told of: neither what divides the table nor what somebody is called.</summary>
    public IEnumerable<LakeColumn> Skipping => Columns.Where(column => column.Name != PartitionBy && !column.NamesPeople);
}
