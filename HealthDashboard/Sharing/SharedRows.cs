using HealthDashboard.Gold;
using HealthDashboard.Gold.Star;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Sharing;

/// <summary>
/// The rows of a view without what may not leave the building. They are made before anything is sorted, searched or filtered: where
/// a withheld number would have stood in an order, or on which side of a bound, nobody learns.
/// </summary>
public static class SharedRows
{
    /// <param name="rows">In the view's own order.</param>
    public static IReadOnlyList<object> Of(Snapshot snapshot, GoldView view, Scope scope, IEnumerable<object> rows)
    {
        if (view.IsPerPerson)
            throw WithheldException.OnePersonARow(view.Name);
        var withholding = Withholding.Of(snapshot, scope);
        var ordered = view.OrderBy.Split(',').Select(term => view.Column(term.Trim().Split(' ')[0])).ToList();
        var shared = rows.Select(row => view.Without(row, column => withholding.IsWithheld(view, row, column))).ToList();
        return
        [
            .. shared.Where(HasPlace),
            .. shared.Where(row => !HasPlace(row)).OrderBy(row => (string)view.Key.Value(row)!, Utf8Order.Comparer),
        ];

        bool HasPlace(object row) => !ordered.Any(column => view.IsWithheld(row, column));
    }

    /// <summary>
    /// The sums over some of the rows: those of all rows are shown unless the scope is too small, those of a choice of rows only
    /// where none of them is withheld, so that they say nothing that the rows do not.
    /// </summary>
    /// <param name="found">The rows that are summed, with what is withheld of them taken out.</param>
    /// <param name="all">All rows as they are, when no choice is made; otherwise null.</param>
    public static Dictionary<string, object?> Sums(Snapshot snapshot, GoldView view, Scope scope, IReadOnlyList<object> found, IReadOnlyList<object>? all)
    {
        var withholding = Withholding.Of(snapshot, scope);
        return view.Columns.Where(column => column.AddsUp || column.Constant).ToDictionary(column => column.Name, column =>
        {
            if (column.Constant)
                return found.Count == 0 ? null : column.Value(found[0]);
            if (all is null)
                return found.Any(row => view.IsWithheld(row, column)) ? null : Sum(found, column);
            return withholding.IsTotalWithheld(Bases.Of(column)!.Value) ? null : Sum(all, column);
        });
    }

    private static object? Sum(IReadOnlyList<object> rows, Column column) =>
        rows.Sum(row => Convert.ToDecimal(column.Value(row), System.Globalization.CultureInfo.InvariantCulture));
}
