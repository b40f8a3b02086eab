using System.Collections.Concurrent;

namespace HealthDashboard.Gold.Columns;

/// <summary>Some rows of a view in an order, how many there are in all, and the totals of the columns where one means something.</summary>
public sealed record FoundRows(IEnumerable<object> Rows, int Count, IReadOnlyDictionary<string, decimal?> Totals);

/// <summary>
/// The rows of a view under a scope, column by column: they are chosen, ordered and added up as numbers, and only those that somebody
/// sees are made. Never changes, may be read by several threads, and not after the <see cref="ScopedVisits"/> that it was made of.
/// </summary>
/// <param name="groups">What the rows are groups of.</param>
/// <param name="listed">The group of each row and its sums.</param>
/// <param name="whole">The sums of the whole scope, where a measure asks for them.</param>
/// <param name="counts">By group, of measures that count what is different.</param>
/// <param name="quartiles">Of the costs, where a measure asks for them.</param>
public sealed class ViewTable(GoldView view, Groups groups, GroupSums listed, Sums whole, IReadOnlyDictionary<Measure, long[]> counts, CostQuartiles? quartiles)
{
    private readonly ConcurrentDictionary<Column, double[]> _numbers = new();
    private readonly ConcurrentDictionary<Column, Func<int, int>> _codes = new();

    private readonly Lazy<Sums> _listed = new(() => listed.Total());

    public GoldView View => view;

    public int Count => listed.Count;

    /// <summary>In bytes, about; with what is kept of columns once somebody orders by them.</summary>
    public long Size => (Count * (28L + (8 * view.Columns.Count))) + counts.Values.Sum(each => 8L * each.Length);

    /// <summary>What is in the scope and in no row, as a visit outside the calendar is in no week: the total over all rows is the scope's own.</summary>
    public Sums Unlisted { get; init; }

    /// <summary>How many days the data have of each week, month, quarter or year, where a measure asks for them.</summary>
    public long[] Days { get; init; } = [];

    /// <summary>What may not be shown; null where all may.</summary>
    public WithheldCells? Withheld { get; private init; }

    /// <summary>What is made later is in memory of this; null for memory of its own.</summary>
    internal Arena? Memory { get; init; }

    /// <summary>The same rows in memory of their own, for as long as anybody wants.</summary>
    public ViewTable Kept() => Memory is null ? this : new(view, groups, listed.Kept(), whole, counts, quartiles) { Unlisted = Unlisted, Days = Days };

    /// <summary>The same rows without what may not leave the building: where a withheld number would have stood in an order, or on which side of a bound, nobody learns.</summary>
    public ViewTable Without(WithheldCells withheld) => new(view, groups, listed, whole, counts, quartiles)
    {
        Unlisted = Unlisted,
        Days = Days,
        Memory = Memory,
        Withheld = withheld,
    };

    /// <summary>The rows of a page.</summary>
    /// <param name="offset">Rows to pass over, in the order asked for.</param>
    public FoundRows Find(GridQuery query, int offset, int limit)
    {
        var passes = RowFilter.Passes(this, query);
        var count = passes is null ? Count : passes.AsSpan().Count(true);
        var end = (int)Math.Min((long)offset + limit, count);
        return new FoundRows(Rows(query, passes, offset, end), count, new Totals(this, passes).ByColumn());
    }

    /// <summary>All rows that are asked for, one after another.</summary>
    public IEnumerable<object> Rows(GridQuery query)
    {
        var passes = RowFilter.Passes(this, query);
        return Rows(query, passes, 0, passes is null ? Count : passes.AsSpan().Count(true));
    }

    /// <summary>The places of all rows that are asked for, in their order.</summary>
    internal IEnumerable<int> Places(GridQuery query)
    {
        foreach (var place in Ordered(query, RowFilter.Passes(this, query), 0, Count).ToArray())
            yield return place.Row;
    }

    /// <summary>A text of a row.</summary>
    public string Text(Column column, int row) => column.Dimension!.Values(groups.Star)[CodeOf(column)(row)];

    /// <summary>The code of a column's text in each row: a key's own, or looked up where it is an attribute of one.</summary>
    public Func<int, int> CodeOf(Column column) => _codes.GetOrAdd(column, _ =>
    {
        var dimension = column.Dimension!;
        var isKey = groups.Keys.Contains(dimension);
        var key = isKey ? dimension : Dimensions.KeyOf(dimension)!;
        var codes = isKey ? null : dimension.Codes?.Invoke(groups.Star);
        return (groups.Keys.Count, codes) switch
        {
            (1, null) => row => listed.Groups[row],
            (1, { } own) => row => own[listed.Groups[row]],
            (_, null) => row => groups.CodeOf(listed.Groups[row], key),
            (_, { } own) => row => own[groups.CodeOf(listed.Groups[row], key)],
        };
    });

    /// <summary>A whole number of a row: what is added up in its smallest unit, amounts in cents.</summary>
    public long Whole(Measure measure, int row) => measure.Aggregation switch
    {
        Aggregation.Adds adds => adds.Of(listed.Sums[row]),
        Aggregation.OfScope { Of.Aggregation: Aggregation.Adds adds } => adds.Of(whole),
        Aggregation.Distinct => counts[measure][listed.Groups[row]],
        Aggregation.Rank rank => 1 + Larger(((Aggregation.Adds)rank.By.Aggregation).Of, row),
        Aggregation.DaysOfPeriod => Days[groups.CodeOf(listed.Groups[row], View.Time!.Dimension!)],
        _ => throw new InvalidOperationException($"{measure.Label} is no whole number."),
    };

    /// <summary>Whether a number of a row may not be shown.</summary>
    public bool IsWithheld(Column column, int row) => Withheld?.Cell(column, row) is true;

    /// <summary>A number of a row as it is written: amounts in money, rates as fractions. Null where there is nothing to divide by, or where it is withheld.</summary>
    public double? Number(Column column, int row)
    {
        if (IsWithheld(column, row))
            return null;
        var measure = column.Measure!;
        return measure.Aggregation switch
        {
            Aggregation.Ratio ratio => Measure.Divide(Whole(ratio.Numerator, row), Whole(ratio.Denominator, row), measure.Unit),
            Aggregation.Quartile quartile => quartiles!.Of(listed.Groups[row], quartile.Quarters),
            _ => Measure.InUnit(Whole(measure, row), measure.Unit),
        };
    }

    internal StarColumns Star => groups.Star;

    internal Sums Sum(bool[]? passes) => passes is null ? _listed.Value + Unlisted : listed.Total(passes);

    /// <summary>What a column is ordered by and compared with, of every row; not a number where it is empty. A ratio has the digits that are shown.</summary>
    internal ReadOnlySpan<double> Numbers(Column column) =>
        _numbers.GetOrAdd(column, _ => column.Dimension is null ? NumbersOf(column) : PlacesOf(column, column.Dimension.Order?.Invoke(groups.Star))).AsSpan(0, Count);

    private double[] Fresh() => Memory?.Take<double>(Count) ?? new double[Count];

    private double[] NumbersOf(Column column)
    {
        var numbers = Fresh();
        if (Withheld is null && column.Measure is { Aggregation: Aggregation.Adds adds } measure)
        {
            var sums = listed.Sums;
            for (var row = 0; row < sums.Length; row++)
                numbers[row] = Measure.InUnit(adds.Of(sums[row]), measure.Unit);
            return numbers;
        }

        for (var row = 0; row < Count; row++)
            numbers[row] = Number(column, row) is not { } number ? double.NaN : column.IsRatio ? (double)(decimal)number : number;
        return numbers;
    }

    private double[] PlacesOf(Column column, int[]? order)
    {
        var places = Fresh();
        var codeOf = CodeOf(column);
        for (var row = 0; row < Count; row++)
            places[row] = order is null ? codeOf(row) : order[codeOf(row)];
        return places;
    }

    private IEnumerable<object> Rows(GridQuery query, bool[]? passes, int offset, int end)
    {
        foreach (var place in Ordered(query, passes, offset, end).ToArray())
            yield return view.Make(this, place.Row);
    }

    private ReadOnlyMemory<Place> Ordered(GridQuery query, bool[]? passes, int offset, int end)
    {
        if (offset >= end)
            return default;
        // The order of a view is that of its SQL; names stand as people read them where somebody asks for it.
        var own = view.First.Column.Dimension is null ? Numbers(view.First.Column) : PlacesOf(view.First.Column, null);
        var first = query.Sort is null ? own : Numbers(view.Column(query.Sort));
        var (ownDown, firstDown) = (view.First.Descending, query.Sort is null ? view.First.Descending : query.Descending);
        var selection = new Selection(end, Count);
        var group = listed.Groups;
        for (var row = 0; row < group.Length; row++)
        {
            var key = Directed(first[row], firstDown);
            if (key <= selection.Last && (passes is null || passes[row]))
                selection.Add(new Place(key, Directed(own[row], ownDown), group[row], row));
        }

        return selection.Page(offset);
    }

    private int Larger(Func<Sums, long> of, int row)
    {
        var (larger, own) = (0, of(listed.Sums[row]));
        foreach (var sum in listed.Sums)
            larger += of(sum) > own ? 1 : 0;
        return larger;
    }

    /// <summary>As it sorts upwards; what is empty comes last either way.</summary>
    private static double Directed(double number, bool down) => double.IsNaN(number) ? double.PositiveInfinity : down ? -number : number;
}
