using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Pairs;

/// <summary>How do two of a kind differ: their numbers, their weeks, and what both are made of, on the same scales.</summary>
public sealed partial class PairPage
{
    /// <summary>So many of the largest are looked at for two that can stand beside each other where the address names none.</summary>
    private const int Candidates = 4;
    private const int MostOfBoard = 5;

    /// <summary>What both are broken down by, but for what they are values of.</summary>
    private static readonly Dimension[] Ranked = [Dimensions.Department, Dimensions.Insurer, Dimensions.TreatmentType, Dimensions.AgeGroup, Dimensions.Country, Dimensions.Doctor];

    private Dimension? _of;
    private Pair? _pair;
    private PeriodComparison? _weeks;
    private SignalMeasure _measure = SignalMeasure.Cost;
    private IReadOnlyList<PairNumber> _numbers = [];
    private (MeasureChart First, MeasureChart Second)? _trend;
    private List<PairBoard> _boards = [];

    /// <summary>Nobody filters by what is compared.</summary>
    private Scope Others => _of is null ? Scope : Scope.With(_of);

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        _measure = SignalMeasure.Read(Query, SignalMeasure.Cost);
        _of = ReadOf();
        _weeks = ReadWeeks(snapshot);
        _pair = _of is null ? Periods() : await ValuesAsync(snapshot, _of);
        (_numbers, _trend, _boards) = ([], null, []);
        if (_pair is null)
            return;
        var reader = new MeasureCardReader(Reader, snapshot, Display);
        _numbers = PairNumber.All(await reader.NumbersAsync(_pair.First.Scope), await reader.NumbersAsync(_pair.Second.Scope));
        _trend = _pair.IsShareSafe ? null : (await TrendAsync(snapshot, _pair.First), await TrendAsync(snapshot, _pair.Second));
        foreach (var dimension in Ranked.Where(dimension => dimension != _of))
        {
            var board = await PairBoard.ReadAsync(
                dimension, _measure.Column.Measure!, _pair.Sides.Select(side => side.Scope), Scope.Filters.Of(dimension), MostOfBoard,
                (view, scope, query, limit) => ReadAsync(snapshot, view, scope, query, 0, limit));
            if (board is { Rows.Count: > 0 })
                _boards.Add(board);
        }
    }

    /// <summary>What the address says; else what it is filtered by twice, or at all.</summary>
    /// <exception cref="UnusableFilterException">There is no such kind.</exception>
    private Dimension? ReadOf()
    {
        if (AddressQuery.One(Query, "of") is not { } name)
            return Dimensions.Filters.FirstOrDefault(dimension => Scope.Filters.Of(dimension).Count == 2) ?? Dimensions.Filters.FirstOrDefault(dimension => Scope.Filters.Of(dimension).Count > 0) ?? Dimensions.Department;
        return Pair.TryFind(name, out var of) ? of
            : throw new UnusableFilterException($"of={AddressQuery.Said(name)} is not understood. Expected {string.Join(", ", Dimensions.Filters.Select(dimension => dimension.Parameter))} or {Pair.Period}.");
    }

    private PeriodComparison? ReadWeeks(Snapshot snapshot)
    {
        var data = FilterChoices.Of(snapshot, Scope.Reach).Period;
        return _of is not null ? PeriodComparison.Of(Others, data, ComparedWith.Before) : Scope.ShareSafe ? null : PeriodComparison.Read(Query, Scope, data);
    }

    private Pair? Periods() => _weeks is null ? null : new Pair(null, OfPeriod(_weeks.After), OfPeriod(_weeks.Before));

    private static Side OfPeriod(Scope period) => new(Scope.Iso(period.From!.Value), Format.Days(period), period);

    /// <summary>The two that the address names; in place of one that it does not name what is filtered by, or the one with the highest cost.</summary>
    /// <exception cref="UnusableFilterException">One is not known, or both are the same.</exception>
    private async Task<Pair?> ValuesAsync(Snapshot snapshot, Dimension of)
    {
        var choices = FilterChoices.Of(snapshot, Scope.Reach);
        var (first, second) = (Asked("a"), Asked("b"));
        if (first is not null && first == second)
            throw new UnusableFilterException($"a and b are both “{AddressQuery.Said(first)}”. Expected two that differ.");
        var period = _weeks?.After ?? Others;
        if (first is null || second is null)
        {
            var usual = await UsualAsync(snapshot, of, period);
            first ??= usual.FirstOrDefault(value => value != second);
            second ??= usual.FirstOrDefault(value => value != first);
        }

        return first is null || second is null ? null : new Pair(of, Side(first), Side(second));

        Side Side(string value) => new(value, choices.Name(of, value), period.With(of, value));

        string? Asked(string name) => AddressQuery.One(Query, name) is not { } value ? null
            : choices.Has(of, value) ? value : throw new UnusableFilterException(choices.Unknown(of, AddressQuery.Said(value)));
    }

    private async Task<IReadOnlyList<string>> UsualAsync(Snapshot snapshot, Dimension of, Scope period)
    {
        var filtered = Scope.Filters.Of(of);
        var largest = Board.Find(of, Measures.Cost) is ({ } view, { } column)
            ? (await ReadAsync(snapshot, view, period, GridQuery.AllRows with { Sort = column.Name, Descending = true }, 0, Candidates)).Rows.Select(row => (string)view.Key.Value(row)!)
            : [];
        return [.. filtered, .. largest.Concat(FilterChoices.Of(snapshot, Scope.Reach).Values(of).Take(Candidates)).Except(filtered)];
    }

    /// <summary>All weeks of a value in fours, as of any part of the hospital; of a period its own.</summary>
    private ValueTask<MeasureChart> TrendAsync(Snapshot snapshot, Side side) => _of is null
        ? SignalReader.ChartAsync(Reader, snapshot, side.Scope, _measure, Grouping.Week)
        : SignalReader.ChartAsync(Reader, snapshot, side.Scope with { From = null, To = null }, _measure, Grouping.FourWeeks);

    /// <summary>The rows of both, where a view has them.</summary>
    private string? AsTable => _pair is not { Of: { } of } pair || Board.Find(of, _measure.Column.Measure!) is not ({ } view, _) ? null
        : Addresses.Address.View(view.Name, pair.First.Scope.With(of, pair.First.Key, pair.Second.Key));
}
