using System.Globalization;

namespace HealthDashboard.Gold.Columns;

/// <summary>Which rows of a table pass the filters and the search of a grid.</summary>
internal static class RowFilter
{
    /// <returns>Null where nothing is asked.</returns>
    public static bool[]? Passes(ViewTable table, GridQuery query)
    {
        if (query.Filters.Count == 0 && query.Search is null)
            return null;
        var passes = new bool[table.Count];
        Array.Fill(passes, true);
        foreach (var filter in query.Filters)
        {
            var column = table.View.Column(filter.Column);
            if (column.IsNumeric)
                Keep(passes, table.Numbers(column), double.Parse(filter.Value, CultureInfo.InvariantCulture), filter.Operator == ">=");
            else
                Keep(table, passes, (column, filter.Operator == "=" ? Texts(table, column).EqualTo(filter.Value) : Texts(table, column).Containing(filter.Value)));
        }

        if (query.Search is { } search)
            Keep(table, passes, [.. table.View.Columns.Where(column => !column.IsNumeric).Select(column => (column, Texts(table, column).Containing(search)))]);
        return passes;
    }

    private static Utf8Column Texts(ViewTable table, Column column) => column.Dimension!.Values(table.Star);

    private static void Keep(bool[] passes, ReadOnlySpan<double> numbers, double limit, bool least)
    {
        for (var row = 0; row < passes.Length; row++)
            passes[row] &= least ? numbers[row] >= limit : numbers[row] <= limit;
    }

    /// <summary>Those of whose texts one is found.</summary>
    private static void Keep(ViewTable table, bool[] passes, params (Column Column, bool[] Found)[] texts)
    {
        var codes = Array.ConvertAll(texts, text => table.CodeOf(text.Column));
        for (var row = 0; row < passes.Length; row++)
        {
            var any = false;
            for (var i = 0; i < texts.Length && passes[row] && !any; i++)
                any = texts[i].Found[codes[i](row)];
            passes[row] &= any;
        }
    }
}
