using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Pairs;

/// <summary>How do two of a kind differ: their numbers, their weeks, and what both are made of, on the same scales.</summary>
public sealed partial class PairPage
{
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
        var asked = new PairReader(Reader, snapshot, Scope, Query);
        (_of, _weeks) = (asked.Of, asked.Weeks);
        _pair = await asked.ReadAsync();
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

    /// <summary>All weeks of a value in fours, as of any part of the hospital; of a period its own.</summary>
    private ValueTask<MeasureChart> TrendAsync(Snapshot snapshot, Side side) => _of is null
        ? SignalReader.ChartAsync(Reader, snapshot, side.Scope, _measure, Grouping.Week)
        : SignalReader.ChartAsync(Reader, snapshot, side.Scope with { From = null, To = null }, _measure, Grouping.FourWeeks);

    /// <summary>The rows of both, where a view has them.</summary>
    private string? AsTable => _pair is not { Of: { } of } pair || Board.Find(of, _measure.Column.Measure!) is not ({ } view, _) ? null
        : Addresses.Address.View(view.Name, pair.First.Scope.With(of, pair.First.Key, pair.Second.Key));
}
