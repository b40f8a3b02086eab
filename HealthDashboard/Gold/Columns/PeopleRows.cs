using System.Collections;
using System.Globalization;
using HealthDashboard.Query;

namespace HealthDashboard.Gold.Columns;

/// <summary>The texts of people: their own, or a category that each has one of. Both stand in an order.</summary>
/// <param name="CodeOf">The place of each person's text; null where each has their own.</param>
/// <param name="OrderOf">Where each text stands in the order of texts; null where they stand in it.</param>
public sealed record PeopleText(TextColumn Texts, int[]? CodeOf = null, int[]? OrderOf = null)
{
    public string this[int person] => Texts[Code(person)];

    public int Code(int person) => CodeOf is null ? person : CodeOf[person];

    public int Order(int person) => OrderOf is null ? Code(person) : OrderOf[Code(person)];
}

/// <summary>Rows that are found, put in order and added up before they are made.</summary>
public interface IPeopleRows
{
    (IEnumerable<object> Rows, int Count, Sums Total) Find(GridQuery query, int offset, int limit);
}

/// <summary>
/// The rows of a view that has one per doctor or patient. There may be hundreds of thousands: they are chosen and ordered as numbers, and
/// only those that somebody sees become rows.
/// </summary>
/// <param name="view">Ordered by one of its columns, then by the person's id.</param>
/// <param name="texts">What its text columns hold, in their order.</param>
public sealed class PeopleRows<TRow>(GoldView view, PeopleSums sums, IReadOnlyList<PeopleText> texts, Func<int, Sums, TRow> row) : IPeopleRows, IEnumerable<TRow>
    where TRow : class
{
    private readonly Dictionary<Column, PeopleText> _texts = view.Columns.Where(column => !column.IsNumeric).Zip(texts).ToDictionary();

    public (IEnumerable<object> Rows, int Count, Sums Total) Find(GridQuery query, int offset, int limit)
    {
        var passes = Passes(query);
        var total = passes is null ? sums.Total : sums.Add(passes);
        var count = passes is null ? sums.Count : passes.AsSpan().Count(true);
        return (Page(query, passes, offset, (int)Math.Min((long)offset + limit, count)), count, total);
    }

    public IEnumerator<TRow> GetEnumerator() => Page(GridQuery.AllRows, null, 0, sums.Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<TRow> Page(GridQuery query, bool[]? passes, int offset, int end)
    {
        if (offset >= end)
            return [];
        var term = view.OrderBy.Split(',')[0].Split(' ');
        var (own, ownDown) = (Numbers(view.Column(term[0])), term is [_, "desc"]);
        var (first, firstDown) = query.Sort is { } sort ? (Numbers(view.Column(sort)), query.Descending) : (own, ownDown);
        var selection = new Selection(end, sums.Count);
        var listed = sums.Listed.Span;
        for (var i = 0; i < listed.Length; i++)
        {
            var key = Directed(first[i], firstDown);
            if (key <= selection.Last && (passes is null || passes[i]))
                selection.Add(new Place(key, Directed(own[i], ownDown), listed[i], i));
        }

        return Rows(selection.Page(offset));
    }

    private IEnumerable<TRow> Rows(ReadOnlyMemory<Place> places)
    {
        for (var i = 0; i < places.Length; i++)
            yield return row(places.Span[i].Person, sums.Sums.Span[places.Span[i].Number]);
    }

    /// <summary>Which rows pass the filters and the search; null where nothing is asked.</summary>
    private bool[]? Passes(GridQuery query)
    {
        if (query.Filters.Count == 0 && query.Search is null)
            return null;
        var passes = new bool[sums.Count];
        Array.Fill(passes, true);
        foreach (var filter in query.Filters)
        {
            var column = view.Column(filter.Column);
            if (column.IsNumeric)
                Keep(passes, Numbers(column), double.Parse(filter.Value, CultureInfo.InvariantCulture), filter.Operator == ">=");
            else
                Keep(passes, (_texts[column], filter.Operator == "=" ? _texts[column].Texts.EqualTo(filter.Value) : _texts[column].Texts.Containing(filter.Value)));
        }

        if (query.Search is { } search)
            Keep(passes, [.. _texts.Values.Select(text => (text, text.Texts.Containing(search)))]);
        return passes;
    }

    private static void Keep(bool[] passes, double[] numbers, double limit, bool least)
    {
        for (var i = 0; i < passes.Length; i++)
            passes[i] &= least ? numbers[i] >= limit : numbers[i] <= limit;
    }

    /// <summary>Those of whose texts one is found.</summary>
    private void Keep(bool[] passes, params (PeopleText Text, bool[] Found)[] texts)
    {
        var listed = sums.Listed.Span;
        for (var i = 0; i < passes.Length; i++)
        {
            var any = false;
            foreach (var (text, found) in texts)
                any |= found[text.Code(listed[i])];
            passes[i] &= any;
        }
    }

    /// <summary>What a column is ordered by and compared with; not a number where it is empty. A ratio has the digits that the grid's has.</summary>
    private double[] Numbers(Column column)
    {
        if (!column.IsNumeric)
            return sums.Numbers(column, (person, _) => _texts[column].Order(person));
        if (column.Of is not { } of)
            return sums.Numbers(column, (_, sum) => sum.Of(column.From));
        return view.Column(of).From == MadeOf.Cost
            ? sums.Numbers(column, (_, sum) => (double?)sum.AvgCost ?? double.NaN)
            : sums.Numbers(column, (_, sum) => (double?)sum.FollowUpRate ?? double.NaN);
    }

    /// <summary>As it sorts upwards; what is empty comes last either way.</summary>
    private static double Directed(double number, bool down) => double.IsNaN(number) ? double.PositiveInfinity : down ? -number : number;
}
