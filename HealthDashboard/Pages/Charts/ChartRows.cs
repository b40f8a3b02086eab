using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Charts;

/// <summary>Rows that are drawn as one mark.</summary>
public sealed record OtherRows(long Count, decimal Sum);

/// <summary>
/// Which rows of a view are drawn under a scope. The one place where a picture leaves something out, and where it is said: a picture that
/// leaves out in silence lies.
/// </summary>
/// <param name="Kind">As the view says; bars where a ring would need more colours than can be told apart.</param>
/// <param name="Found">What was read; kept for everybody who asks the same.</param>
/// <param name="Rows">Those drawn, in the order in which they are.</param>
/// <param name="Note">What is not drawn one by one, in sentences; empty where everything is.</param>
public sealed record ChartRows(ChartKind Kind, ViewRows Found, IReadOnlyList<object> Rows, string Note)
{
    private const int MostBars = 20;
    private const int MostTiles = 30;
    private const int MostPoints = 1500;

    /// <summary>Two years of weeks in a heat map, or as many months; fewer where there are so many departments that a browser would be busy for seconds.</summary>
    private const int MostWeeks = 104;
    private const int MostCells = 6000;
    private const int MostLines = 100;

    /// <summary>Of a chart of parts of a whole: all rows that have no mark of their own. Null where each has.</summary>
    public OtherRows? Others { get; init; }

    /// <summary>Of a ring: the colour of each name, the same under every scope. See <see cref="MarkColours"/>.</summary>
    public IReadOnlyDictionary<string, int> Colours { get; init; } = new Dictionary<string, int>();

    /// <summary>What is filtered by, where others are drawn beside it.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>Those in scope.</summary>
    public IEnumerable<object> InScope(GoldView view) => Chosen.Count == 0 ? Rows : Rows.Where(row => Chosen.Contains(ByWhat(view).Value(row)));

    /// <summary>The column whose values can be chosen among the marks.</summary>
    public static Column ByWhat(GoldView view) => view.Column(view.Chart is { Kind: ChartKind.HeatMap, Across: { } across } ? across : view.Chart.Category);

    /// <summary>
    /// A filter by what the marks stand for leaves the others in sight, so that one can go on choosing among them; unless those chosen are not among
    /// the marks then, or more is withheld from whoever looks at the others.
    /// </summary>
    /// <param name="mostBars">Where there is little room.</param>
    public static async Task<ChartRows> ReadAsync(
        ViewReader reader, Snapshot snapshot, GoldView view, string measure, Scope scope, GridQuery grid, DisplayOptions display, int mostBars = MostBars)
    {
        if (ByWhat(view) is { Dimension: { Parameter: not null } dimension } column && scope.Filters.Of(dimension) is { Count: > 0 } chosen
            && scope.With(dimension) is var all && all.ShareSafe == scope.ShareSafe)
        {
            var beside = await DrawnAsync(reader, snapshot, view, measure, all, grid, display, mostBars);
            if (chosen.All(beside.Rows.Select(column.Value).Contains))
                return beside with { Chosen = chosen };
        }

        return await DrawnAsync(reader, snapshot, view, measure, scope, grid, display, mostBars);
    }

    private static async Task<ChartRows> DrawnAsync(
        ViewReader reader, Snapshot snapshot, GoldView view, string measure, Scope scope, GridQuery grid, DisplayOptions display, int mostBars)
    {
        var kind = view.Chart.Kind;
        var asViewed = grid with { Sort = null, Descending = false };
        if (kind == ChartKind.HeatMap)
            return await LatestWeeksAsync();
        if (kind is ChartKind.Line or ChartKind.Columns)
            return All(await ReadAsync(scope, asViewed, int.MaxValue));

        var colours = kind == ChartKind.Donut ? await ColoursAsync() : null;
        if (kind == ChartKind.Donut && colours is null)
            kind = ChartKind.Bars;
        var order = grid.Sort == measure ? grid : grid with { Sort = measure, Descending = true };
        var most = kind switch { ChartKind.Scatter => MostPoints, ChartKind.Treemap => MostTiles, _ => mostBars };
        var first = await ReadAsync(scope, order, most);
        var drawn = All(first) with { Colours = colours ?? new Dictionary<string, int>() };
        return first.Count > first.Rows.Count ? Cut(drawn, first, order.Descending) : drawn;

        ValueTask<ViewRows> ReadAsync(Scope within, GridQuery query, int limit) => reader.ReadAsync(snapshot, view, within, query, 0, limit);

        ChartRows All(ViewRows found) => new(kind, found, found.Rows, "");

        ChartRows Cut(ChartRows chart, ViewRows found, bool largestFirst)
        {
            var column = view.Column(measure);
            var total = column.AddsUp && !scope.ShareSafe ? found.Totals[measure] : null;
            if (kind == ChartKind.Treemap)
            {
                // The mark of the others takes the place of one.
                var rows = chart.Rows.Take(MostTiles - 1).ToList();
                if (total is { } whole && 2 * Sum(rows) >= whole)
                    return chart with { Rows = rows, Others = new OtherRows(found.Count - rows.Count, whole - Sum(rows)) };
                // Where they would be most of the picture, it would show what nobody asks for.
                if (total is not null)
                    chart = chart with { Kind = ChartKind.Bars, Rows = [.. chart.Rows.Take(mostBars)] };
            }

            var by = column.Label.ToLowerInvariant();
            var shown = Sentence.Of(
                largestFirst ? Text.DrawnFirst : Text.DrawnLast, Format.Whole(chart.Rows.Count), Format.Whole(found.Count), view.Rows, by);
            return chart with
            {
                Note = total is null ? shown : $"{shown} {Sentence.Of(Text.OthersTogether, Format.Cell(column, total.Value - Sum(chart.Rows), display))}",
            };

            decimal Sum(IEnumerable<object> rows) => rows.Sum(row => Convert.ToDecimal(column.Value(row), CultureInfo.InvariantCulture));
        }

        // Null where there are more names than colours.
        async Task<IReadOnlyDictionary<string, int>?> ColoursAsync()
        {
            var all = await ReadAsync(Scope.Of(scope.Reach) with { AsOf = scope.AsOf }, GridQuery.AllRows, MarkColours.Count + 1);
            return all.Count > MarkColours.Count ? null : MarkColours.Of(all.Rows.Select(row => (string)view.Column(view.Chart.Category).Value(row)!));
        }

        async Task<ChartRows> LatestWeeksAsync()
        {
            var (first, last) = FilterChoices.Of(snapshot, scope.Reach).Period;
            (first, last) = (Later(first, scope.From), Earlier(last, scope.To));
            var (grain, inAll) = (view.TimeGrain!.Value, CalendarPeriod.Count(view.TimeGrain!.Value, first, last));
            var departments = FilterChoices.Of(snapshot, scope.Reach).Departments.Count;
            var weeks = scope.Department is null ? Math.Min(MostWeeks, MostCells / Math.Clamp(departments, 1, MostLines)) : MostWeeks;
            // A shorter scope would not do: its weeks begin with the first visit in it.
            var week = view.Column(view.Chart.Category);
            var found = await ReadAsync(scope, asViewed with { Sort = week.Name, Descending = true }, weeks * departments);
            var earliest = Scope.Iso(CalendarPeriod.Of(grain, last).Later(1 - weeks).First);
            var lines = found.Rows.Where(row => string.CompareOrdinal((string)week.Value(row)!, earliest) >= 0).GroupBy(view.Column(view.Chart.Across!).Value).ToList();
            var notes = new List<string>();
            if (weeks < inAll)
                notes.Add(Sentence.Of(Text.DrawnWeeks, Format.Whole(weeks), Format.Whole(inAll), Format.Words(grain).ToLowerInvariant()));
            if (lines.Count > MostLines)
            {
                var by = view.Column(measure).Label.ToLowerInvariant();
                notes.Add(Sentence.Of(Text.DrawnFirst, Format.Whole(MostLines), Format.Whole(lines.Count), Text.DepartmentsInWords, by));
                lines = [.. lines.OrderByDescending(Sum).Take(MostLines)];
            }

            return new ChartRows(kind, found, [.. lines.SelectMany(line => line)], string.Join(' ', notes));

            decimal Sum(IEnumerable<object> line) =>
                line.Sum(row => view.Column(measure).Value(row) is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : 0);
        }
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;
}
