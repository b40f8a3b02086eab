using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Pairs;

/// <summary>What one of two has of a value.</summary>
/// <param name="Row">Of the view; null where there is none.</param>
/// <param name="Share">Of all of the same side, where shares mean something.</param>
/// <param name="Length">Of its bar: 1 for the largest of all rows and both sides.</param>
public sealed record PairCell(object? Row, decimal? Value, decimal? Share, double Length = 0);

/// <summary>A value of a dimension, with what both have of it, the first before the second.</summary>
public sealed record PairRow(string Key, string Name, IReadOnlyList<PairCell> Cells, bool IsChosen);

/// <summary>The values of a dimension ranked by what two have of them together, on one scale.</summary>
/// <param name="Scopes">Whose numbers they are, in the order of the cells: without the dimension's own filter.</param>
/// <param name="Count">How many values there are in all, at the side that has more.</param>
public sealed record PairBoard(Dimension Dimension, GoldView View, Column Column, IReadOnlyList<Scope> Scopes, IReadOnlyList<PairRow> Rows, long Count)
{
    public string Title => Board.NameOf(View, Dimension).Label;

    /// <inheritdoc cref="Board.IsFiltered"/>
    public required bool IsFiltered { get; init; }

    /// <summary>Null where nothing counts the measure by the dimension.</summary>
    /// <param name="chosen">Values that are filtered by: they are shown however small.</param>
    /// <param name="read">Reads rows of a view under a scope: all of them, or the first so many in an order.</param>
    public static async Task<PairBoard?> ReadAsync(
        Dimension dimension, Measure measure, IEnumerable<Scope> sides, IReadOnlyList<string> chosen, int most, Func<GoldView, Scope, GridQuery, int, Task<ViewRows>> read)
    {
        if (Board.Find(dimension, measure) is not ({ } view, { } column))
            return null;
        List<Scope> scopes = [.. sides.Select(side => side.With(dimension))];
        var tops = new List<ViewRows>();
        foreach (var scope in scopes)
            tops.Add(await read(view, scope, GridQuery.AllRows with { Sort = column.Name, Descending = true }, most));
        var found = tops.ConvertAll(top => top.Rows.ToDictionary(Key));
        var keys = found.SelectMany(rows => rows.Keys).Concat(chosen).Distinct().ToList();
        foreach (var (scope, rows) in scopes.Zip(found))
        {
            foreach (var row in await OthersAsync(scope, [.. keys.Where(key => !rows.ContainsKey(key))]))
                rows[Key(row)] = row;
        }

        var (name, largest) = (Board.NameOf(view, dimension), found.SelectMany(rows => rows.Values).Max(row => Board.Number(column, row)) ?? 0);
        var ranked = keys.Where(key => found.Exists(rows => rows.ContainsKey(key)))
            .Select(key => Row(key, [.. found.Zip(tops, (rows, top) => Cell(rows.GetValueOrDefault(key), top))]))
            .OrderByDescending(row => row.Cells.Sum(cell => cell.Value ?? 0))
            .ThenBy(row => row.Key, StringComparer.Ordinal);
        return new PairBoard(dimension, view, column, scopes, [.. ranked.Where((row, place) => place < most || row.IsChosen)], tops.Max(top => top.Count)) { IsFiltered = chosen.Count > 0 };

        string Key(object row) => (string)view.Key.Value(row)!;

        // Under a scope of their own other numbers would be withheld.
        async Task<IEnumerable<object>> OthersAsync(Scope scope, IReadOnlyList<string> missing) => missing.Count == 0 ? []
            : scope.ShareSafe ? (await read(view, scope, GridQuery.AllRows, int.MaxValue)).Rows.Where(row => missing.Contains(Key(row)))
            : (await read(view, scope.With(dimension, missing), GridQuery.AllRows, missing.Count)).Rows;

        PairRow Row(string key, IReadOnlyList<PairCell> cells) =>
            new(key, (string)name.Value(cells.First(cell => cell.Row is not null).Row!)!, cells, chosen.Contains(key));

        PairCell Cell(object? row, ViewRows all)
        {
            var value = row is not null ? Board.Number(column, row) : column.AddsUp ? 0 : null;
            var total = column.AddsUp ? all.Totals.GetValueOrDefault(column.Name) : null;
            return new PairCell(row, value, total > 0 ? value / total : null, largest > 0 && value > 0 ? (double)(value.Value / largest) : 0);
        }
    }
}
