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
    private const int MostDepartments = 10;
    private const int MostBeside = 5;
    private const int FewestBeside = 3;
    private const int BoardsBeside = 3;

    // How high is what stands under few departments, in letters (overview.css): their rows, those of a slim board, its head with what is around it, its last line.
    private const double Row = 2.1;
    private const double SlimRow = 1.7;
    private const double Head = 4.6;
    private const double Last = 1.3;

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
        var room = Row * (MostDepartments - (_departments?.Rows.Count ?? MostDepartments));
        for (_under = 0; _under < _beside.Count && Fitting(_beside[_under], room) is { } board; _under++)
        {
            _beside[_under] = board;
            room -= Head + Last + (SlimRow * board.Rows.Count);
        }
    }

    /// <summary>As many rows of a board as there is room for, those that are chosen among them; null where these would be too few.</summary>
    private static Board? Fitting(Board board, double room)
    {
        var most = (int)((room - Head - Last) / SlimRow);
        var rows = board.Rows.Where((row, place) => place < most || row.IsChosen).ToList();
        return most < Math.Min(FewestBeside, board.Rows.Count) || rows.Count > most ? null : board with { Rows = rows };
    }

    private async Task<Findings?> ReadFindingsAsync(Snapshot snapshot) => await Findings.ReadAsync(Reader, snapshot, Scope, History.Of(snapshot)?.Ledger);
}
