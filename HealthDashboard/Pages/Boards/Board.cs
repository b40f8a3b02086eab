using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Boards;

/// <summary>A value of a dimension in a leaderboard.</summary>
/// <param name="Key">As filters name it.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Row">Of the view that is ranked.</param>
/// <param name="Then">The same number of the weeks compared with; null where nothing is compared, or nothing was there.</param>
/// <param name="Cases">How many visits or treatments that rests on.</param>
/// <param name="Length">Of its bar, 0 to 1.</param>
/// <param name="Share">Of the total, where shares mean something.</param>
/// <param name="IsChosen">Whether it is filtered by.</param>
public sealed record BoardRow(string Key, string Name, object Row, decimal? Value, decimal? Then, decimal? Cases, double Length, decimal? Share, bool IsChosen);

/// <summary>What a leaderboard puts first.</summary>
public enum BoardOrder
{
    /// <summary>The largest.</summary>
    Value,

    /// <summary>What moved furthest, up or down; among the largest alone, so that nobody waits for 60,000 doctors.</summary>
    Change,
}

/// <summary>The values of a dimension ranked by a measure: the largest first, all of them whatever of the dimension is filtered by, so that one can go on choosing.</summary>
/// <param name="Scope">Whose numbers they are: the filter without the dimension's own.</param>
/// <param name="Count">How many values there are in all.</param>
/// <param name="Cases">How many visits or treatments all of them rest on.</param>
public sealed record Board(Dimension Dimension, GoldView View, Column Column, Scope Scope, IReadOnlyList<BoardRow> Rows, long Count, decimal Cases)
{
    /// <summary>What the values are, as people call it.</summary>
    public string Title => NameOf(View, Dimension).Label;

    /// <summary>Whether the view holds the numbers, which its rows prove.</summary>
    public bool IsOfView => View.Columns.Contains(Column);

    /// <summary>What was rejected in the weeks that are shown, and in those compared with; null where nobody is told.</summary>
    public (RejectedInPeriod Now, RejectedInPeriod Then)? Rejected { get; init; }

    /// <summary>What a change of a row lacks: rejected rows of its department, or, as no more is known of them, all that were rejected.</summary>
    public Lacking Lacks(BoardRow row)
    {
        var fact = Column.Measure!.Fact;
        if (Rejected is not { } rejected)
            return new Lacking(fact, 0, 0);
        var isOfRow = Dimension == Dimensions.Department && IsOfView;
        var rows = new[] { rejected.Now, rejected.Then }.Sum(period => isOfRow ? period.Of(fact, row.Key) : period.Of(fact));
        return new Lacking(fact, rows, rows + (long)(isOfRow ? Number(CasesOf(View, Column), row.Row) ?? 0 : Cases)) { IsUnknown = !(rejected.Now.IsKnown && rejected.Then.IsKnown) };
    }

    /// <summary>All that is ranked side by side, as far as a measure is counted by it.</summary>
    public static IReadOnlyList<Dimension> Ranked { get; } = [Dimensions.Department, Dimensions.Doctor, Dimensions.Insurer, Dimensions.TreatmentType, Dimensions.Country, Dimensions.AgeGroup];

    /// <summary>Among so many of the largest what moved most is looked for.</summary>
    private const int MostCompared = 200;

    /// <summary>Whether something is filtered by, be there a row of it or none.</summary>
    public required bool IsFiltered { get; init; }

    /// <summary>The view that counts a measure by a dimension alone; null where none does: a visit may have several insurers, so visits are not counted by them.</summary>
    public static (GoldView View, Column Column)? Find(Dimension dimension, Measure measure) => GoldCatalog.All
        .Where(view => !view.IsTopN && view.Keys is [{ } key] && key.Dimension == dimension)
        .Select(view => (View: view, Column: view.Columns.FirstOrDefault(column => column.Measure == measure)))
        .Where(found => found.Column is not null)
        .Select(found => ((GoldView, Column)?)(found.View, found.Column!))
        .FirstOrDefault();

    /// <param name="read">Reads rows of a view under a scope: all of them, or the first so many in an order.</param>
    /// <param name="most">How many values are shown; those that are filtered by are shown besides.</param>
    public static async Task<Board?> ReadAsync(
        Dimension dimension, Measure measure, Scope scope, Scope? before, int most, BoardOrder order, Func<GoldView, Scope, GridQuery, int, Task<ViewRows>> read)
    {
        if (Find(dimension, measure) is not ({ } view, { } column))
            return null;
        var (chosen, all) = (scope.Filters.Of(dimension), scope.With(dimension));
        var found = await read(view, all, GridQuery.AllRows with { Sort = column.Name, Descending = true }, order == BoardOrder.Change ? MostCompared : most);
        var rows = found.Rows.ToList();
        if (chosen.Except(rows.Select(row => (string)view.Key.Value(row)!)).ToList() is { Count: > 0 } below)
            rows.AddRange((all.ShareSafe
                // Under a scope of their own other numbers would be withheld.
                ? (await read(view, all, GridQuery.AllRows, int.MaxValue)).Rows.Where(row => below.Contains((string)view.Key.Value(row)!))
                : (await read(view, all.With(dimension, below), GridQuery.AllRows, most)).Rows));
        var shown = rows.ConvertAll(row => (string)view.Key.Value(row)!);
        var then = before is null || shown.Count == 0 ? [] : (await read(view, shown.Count > MostCompared ? before.With(dimension) : before.With(dimension, shown), GridQuery.AllRows, int.MaxValue)).Rows.ToDictionary(row => (string)view.Key.Value(row)!);
        var (cases, name) = (CasesOf(view, column), NameOf(view, dimension));
        var (largest, total) = (rows.Max(row => Number(column, row)) ?? 0, column.AddsUp ? found.Totals.GetValueOrDefault(column.Name) : null);
        return new Board(dimension, view, column, all, Ordered(rows.ConvertAll(Row)), found.Count, found.Totals.GetValueOrDefault(cases.Name) ?? 0) { IsFiltered = chosen.Count > 0 };

        IReadOnlyList<BoardRow> Ordered(List<BoardRow> ranked) => order == BoardOrder.Value
            ? ranked
            : [.. ranked.OrderByDescending(row => Math.Abs((row.Value ?? 0) - (row.Then ?? 0))).Where((row, place) => place < most || row.IsChosen)];

        BoardRow Row(object row)
        {
            var (key, value, earlier) = ((string)view.Key.Value(row)!, Number(column, row), then.GetValueOrDefault((string)view.Key.Value(row)!));
            return new BoardRow(
                key, (string)name.Value(row)!, row, value,
                earlier is not null ? Number(column, earlier) : before is not null && column.AddsUp ? 0 : null,
                earlier is null ? 0 : Number(cases, earlier),
                largest > 0 && value > 0 ? (double)(value.Value / largest) : 0,
                total > 0 ? value / total : null,
                chosen.Contains(key));
        }
    }

    /// <summary>The column that people read, where the key is an id.</summary>
    public static Column NameOf(GoldView view, Dimension dimension) => view.Columns.FirstOrDefault(each => each.Dimension is { } of && Dimensions.KeyOf(of) == dimension) ?? view.Key;

    /// <summary>What a number of the view rests on.</summary>
    private static Column CasesOf(GoldView view, Column column)
    {
        var behind = column.Measure == Measures.FollowUpRate ? Measures.VisitsWithAnswer : column.Measure!.Fact == Fact.Visits ? Measures.Visits : Measures.Treatments;
        return view.Columns.FirstOrDefault(each => each.Measure == behind) ?? column;
    }

    /// <summary>A number of a row, whatever its kind; null where it has none, or it is withheld.</summary>
    public static decimal? Number(Column column, object row) => column.Value(row) is { } value ? Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
