using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Pages;

/// <summary>The one number of a view's card, and what it is, in words.</summary>
public static class HeadlineText
{
    /// <param name="read">Reads the first row of the view in an order, with the totals.</param>
    public static async Task<(string Value, string About)> OfAsync(GoldView view, Func<GridQuery, Task<ViewRows>> read, DisplayOptions display)
    {
        var (name, top) = (view.Headline.Column, view.Headline.Top);
        var rows = await read(top ? new GridQuery { Sort = name, Descending = true } : GridQuery.AllRows);
        var count = $"{Format.Whole(rows.Count)} {view.Rows}";
        if (rows.Count == 0)
            return (Format.Nothing, "no visits in this scope");
        if (name is null)
            return (Format.Whole(rows.Count), view.Rows);
        var column = view.Column(name);
        if (top)
            return (Short(column, column.Value(rows.Rows[0]), display), $"{column.Label.ToLowerInvariant()}: {Name(view, rows.Rows[0], display)}, the highest of {count}");
        return (Short(column, rows.Totals[name], display), $"{column.Label.ToLowerInvariant()}, {count}");
    }

    private static string Short(Column column, object? value, DisplayOptions display) => value is decimal amount && column.Kind == ColumnKind.Money
        ? Format.MoneyShort(amount, display)
        : Format.Cell(column, value, display);

    /// <summary>What the row is about, in words: its texts before the first number.</summary>
    private static string Name(GoldView view, object row, DisplayOptions display) => string.Join(", ", view.Columns
        .TakeWhile(column => !column.IsNumeric)
        .Where(column => column.Kind != ColumnKind.Doctor && column.Name != "department" || column == view.Key)
        .Where(column => !(column == view.Key && column.Kind == ColumnKind.Doctor))
        .Select(column => Format.Cell(column, column.Value(row), display)));
}
