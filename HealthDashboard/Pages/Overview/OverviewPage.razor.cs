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

    /// <summary>What stands beside the departments, as far as the measure is counted by it.</summary>
    private static readonly Dimension[] Beside = [Dimensions.Insurer, Dimensions.TreatmentType, Dimensions.AgeGroup, Dimensions.Country, Dimensions.Doctor];

    private IReadOnlyList<MeasureCard> _measures = [];
    private Board? _departments;
    private List<Board> _beside = [];
    private Findings? _findings;

    [Inject]
    private RunHistory History { get; set; } = default!;

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        await base.LoadAsync(snapshot);
        var cards = await new MeasureCardReader(Reader, snapshot, Display).ReadAsync(Scope, Comparison);
        _measures = [.. cards.Where(card => SignalMeasure.Find(card.Column.Name) is not null)];
        _departments = await BoardAsync(snapshot, Dimensions.Department, MostDepartments);
        _beside = [];
        foreach (var dimension in Beside.Where(IsCountedBy).Take(BoardsBeside))
        {
            if (await BoardAsync(snapshot, dimension, MostBeside) is { } board)
                _beside.Add(board);
        }

        _findings = Scope.ShareSafe ? null : await Findings.ReadAsync(Reader, snapshot, Scope, History.Of(snapshot)?.Ledger);
    }
}
