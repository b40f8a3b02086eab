using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Explore;

/// <summary>A measure ranked by every dimension, side by side.</summary>
public sealed partial class ExplorePage
{
    private const string Rank = "rank";
    private const string Change = "change";
    private const int Most = 8;

    private BoardOrder _order;

    // Of what is asked for each patient; null where the measure is another.
    private Column? _ofPatients;
    private List<Board> _boards = [];
    private IReadOnlyList<Dimension> _uncounted = [];

    protected override SignalMeasure ReadMeasure()
    {
        _ofPatients = PatientBoard.Asked(Query, Scope);
        return _ofPatients is null ? base.ReadMeasure() : SignalMeasure.Cost;
    }

    protected override async Task LoadPartsAsync(Snapshot snapshot)
    {
        _order = AddressQuery.One(Query, Rank) switch
        {
            null => BoardOrder.Value,
            Change => BoardOrder.Change,
            var other => throw new UnusableFilterException($"{Rank}={AddressQuery.Said(other)} is not understood. Expected {Change}, or nothing for the largest first."),
        };
        var boards = _ofPatients is { } column
            ? await Task.WhenAll(PatientBoard.Ranked.Where(dimension => !Scope.With(dimension).ShareSafe).Select(dimension => BesideAsync(() =>
                PatientBoard.ReadAsync(Reader, snapshot, dimension, column, Comparison?.After ?? Scope, Comparison?.Before, Most, _order))))
            : await Task.WhenAll(Board.Ranked.Where(IsCountedBy).Select(dimension => BoardAsync(snapshot, dimension, Most, _order)));
        _boards = [.. boards.OfType<Board>().Select(board => board with { Rejected = Rejected })];
        _uncounted = [.. Board.Ranked.Where(dimension => !IsCountedBy(dimension))];
    }
}
