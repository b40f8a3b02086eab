using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pipeline;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Overview;

/// <summary>How are we doing, and where must I look: one measure in all its parts, over one period.</summary>
public sealed partial class OverviewPage
{
    /// <summary>More departments than this are behind a link: the answer is at the top.</summary>
    private const int MostDepartments = 12;
    private const int MostBeside = 5;
    private const int BoardsBeside = 3;
    private const int RowsOfHead = 1;

    /// <summary>Pixels of the weeks at least: they fill what the departments beside them leave.</summary>
    private const int Height = 165;

    /// <summary>What stands beside the departments, as far as the measure is counted by it.</summary>
    private static readonly Dimension[] Beside = [Dimensions.Insurer, Dimensions.TreatmentType, Dimensions.AgeGroup, Dimensions.Country, Dimensions.Doctor];

    private IReadOnlyList<MeasureCard> _measures = [];
    private Board? _departments;
    private List<Board> _beside = [];
    private int _under;
    private Findings? _findings;

    [Inject]
    private RunHistory History { get; set; } = default!;

    protected override async Task LoadPartsAsync(Snapshot snapshot)
    {
        var measures = BesideAsync(() => new MeasureCardReader(Reader, snapshot, Display, Access.HospitalTotals).ReadAsync(Scope, Comparison));
        var findings = Scope.ShareSafe ? Task.FromResult<Findings?>(null) : BesideAsync(() => ReadFindingsAsync(snapshot));
        var boards = Beside.Where(IsCountedBy).Take(BoardsBeside).Prepend(Dimensions.Department)
            .Select(dimension => BoardAsync(snapshot, dimension, dimension == Dimensions.Department ? MostDepartments : MostBeside)).ToList();
        await Task.WhenAll([measures, findings, .. boards]);
        _measures = [.. (await measures).Where(card => SignalMeasure.Find(card.Column.Name) is not null)];
        _findings = await findings;
        _departments = await boards[0];
        _beside = [.. (await Task.WhenAll(boards[1..])).OfType<Board>()];
        // Under few departments there is room for the next board, or two.
        var room = MostDepartments - (_departments?.Rows.Count ?? MostDepartments);
        _under = _beside.TakeWhile(board => (room -= board.Rows.Count + RowsOfHead) >= 0).Count();
    }

    private async Task<Findings?> ReadFindingsAsync(Snapshot snapshot) => await Findings.ReadAsync(Reader, snapshot, Scope, History.Of(snapshot)?.Ledger);
}
