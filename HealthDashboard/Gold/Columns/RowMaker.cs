namespace HealthDashboard.Gold.Columns;

/// <summary>Makes the rows of a view: a setter for each column, bound once.</summary>
internal static class RowMaker
{
    public static Func<ViewTable, int, object> Of<TRow>(IReadOnlyList<Column> columns)
        where TRow : class
    {
        var setters = columns.Select(Setter<TRow>).ToArray();
        return (table, row) =>
        {
            var made = Activator.CreateInstance<TRow>();
            foreach (var set in setters)
                set(made, table, row);
            return made;
        };
    }

    /// <summary>Amounts, rates and averages are decimals, counts whole numbers; what may be withheld is null then.</summary>
    private static Action<TRow, ViewTable, int> Setter<TRow>(Column column)
    {
        var type = column.Property.PropertyType;
        if (type == typeof(string))
            return Bind<TRow, string>(column, (table, row) => table.Text(column, row));
        if (type == typeof(long))
            return Bind<TRow, long>(column, (table, row) => table.Whole(column.Measure!, row));
        if (type == typeof(long?))
            return Bind<TRow, long?>(column, (table, row) => table.IsWithheld(column, row) ? null : table.Whole(column.Measure!, row));
        if (type == typeof(decimal))
            return Bind<TRow, decimal>(column, (table, row) => (decimal)table.Number(column, row)!.Value);
        if (type == typeof(decimal?))
            return Bind<TRow, decimal?>(column, (table, row) => (decimal?)table.Number(column, row));
        throw new InvalidOperationException($"{column.Property.DeclaringType!.Name}.{column.Property.Name} is a {type.Name}. Expected string, long or decimal.");
    }

    private static Action<TRow, ViewTable, int> Bind<TRow, TValue>(Column column, Func<ViewTable, int, TValue> read)
    {
        var write = Accessors.Writer<TRow, TValue>(column.Property);
        return (made, table, row) => write(made, read(table, row));
    }
}
