using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Star;

namespace HealthDashboard.Query;

/// <summary>What <see cref="GridQuery"/> asks of the database, asked of rows at hand.</summary>
public static class GridRows
{
    /// <param name="rows">In the view's own order.</param>
    public static IReadOnlyList<object> Of(GoldView view, GridQuery query, IEnumerable<object> rows)
    {
        foreach (var filter in query.Filters)
            rows = rows.Where(Passes(view.Column(filter.Column), filter));
        if (query.Search is { } search)
        {
            var texts = view.Columns.Where(column => !column.IsNumeric).ToList();
            rows = rows.Where(row => texts.Any(column => Contains(column.Value(row), search)));
        }

        if (query.Sort is { } sort)
        {
            var column = view.Column(sort);
            var emptyLast = rows.OrderBy(row => column.Value(row) is null);
            rows = query.Descending ? emptyLast.ThenByDescending(column.Value, Order) : emptyLast.ThenBy(column.Value, Order);
        }

        return rows as IReadOnlyList<object> ?? [.. rows];
    }

    private static IComparer<object?> Order { get; } = Comparer<object?>.Create((a, b) => (a, b) switch
    {
        (string x, string y) => Utf8Order.Compare(x, y),
        (IComparable x, { } y) => x.CompareTo(y),
        _ => 0,
    });

    private static Func<object, bool> Passes(Column column, ColumnFilter filter)
    {
        if (filter.Operator == "~")
            return row => Contains(column.Value(row), filter.Value);
        if (filter.Operator == "=")
            return row => (string?)column.Value(row) == filter.Value;
        var limit = double.Parse(filter.Value, CultureInfo.InvariantCulture);
        return row => column.Value(row) is { } value
            && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
            && (filter.Operator == ">=" ? number >= limit : number <= limit);
    }

    private static bool Contains(object? value, string text) =>
        value is string found && found.ToUpperInvariant().Contains(text.ToUpperInvariant(), StringComparison.Ordinal);
}
