namespace HealthDashboard.Lake;

/// <summary>Tables whose rows are the same ones, which are read once for all of them.</summary>
/// <param name="Tables">At most one of them divided or sorted; columns of one name are one column.</param>
public sealed record LakeReading(IReadOnlyList<LakeTable> Tables)
{
    /// <summary>All columns that one of them has.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; } = [.. Tables.SelectMany(table => table.Columns).Distinct()];

    /// <summary>Tables in as few readings as they need, in their order.</summary>
    public static IEnumerable<LakeReading> Of(IEnumerable<LakeTable> tables) => tables.GroupBy(table => table.From).Select(together => new LakeReading([.. together]));

    /// <summary>The column that rows are gathered by, or -1.</summary>
    public int GatherBy() => Tables.Select(table => table.PartitionBy ?? table.SortBy).SingleOrDefault(by => by is not null) is { } by
        ? Columns.Index().Single(column => column.Item.Name == by).Index
        : -1;

    /// <param name="names">Whether people are called by their names.</param>
    public string Sql(bool names) =>
        $"select {string.Join(", ", Columns.Select(column => column.NamesPeople && !names ? $"null as {column.Name}" : column.Sql is { } sql ? $"{sql} as {column.Name}" : column.Name))} from {Tables[0].From}";
}
