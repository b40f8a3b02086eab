using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Views;
using HealthDashboard.Pages.Wall;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Subjects;

/// <summary>A page about one department or one doctor: the six numbers and the views, under the filter and about it alone.</summary>
public abstract class SubjectPage : SnapshotPage
{
    /// <summary>The filter of the address, narrowed to what the page is about.</summary>
    public abstract Scope Subject { get; }

    /// <summary>The first of each dimension: all of them are behind its heading.</summary>
    private const int MostOfBoard = 7;

    private IReadOnlyList<string> _patients = [];

    public PeriodComparison? Comparison { get; private set; }

    public IReadOnlyList<MeasureCard> Measures { get; private set; } = [];

    /// <summary>Whether there is a visit in the scope, though maybe not in the weeks that are compared.</summary>
    public bool HasVisits { get; private set; }

    [Inject]
    protected AnnotationStore Annotations { get; set; } = default!;

    /// <summary>What was written down about it.</summary>
    public TargetsAndNotes Written { get; private set; } = TargetsAndNotes.None;

    /// <summary>The measure that the address asks for, over time; none in share-safe mode.</summary>
    public MeasureChart? Signals { get; private set; }

    /// <summary>What it is made of, ranked by the measure that the address asks for, or by cost.</summary>
    public IReadOnlyList<Board> Boards { get; private set; } = [];

    /// <summary>By what it is divided.</summary>
    protected abstract IReadOnlyList<Dimension> Parts { get; }

    /// <summary>The views that it shows as charts.</summary>
    protected abstract IReadOnlyList<GoldView> Panels { get; }

    /// <summary>Those among them that may be shown.</summary>
    protected IReadOnlyList<GoldView> ShownPanels =>
        IsOnWall ? [.. Panels.Where(WallPages.NamesNobody)] : MayShowPersons ? Panels : [.. Panels.Where(view => !view.HasRowPerPerson)];

    protected override IEnumerable<string> Patients => _patients;

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        Written = OnWall(Annotations.Read(Scope.Reach).Of(Subject));
        Comparison = Compared(snapshot, Subject);
        Measures = await new MeasureCardReader(Reader, snapshot, Display, Access.HospitalTotals).ReadAsync(Subject, Comparison);
        HasVisits = (await ReadAsync(snapshot, WeeklyVisitTrends.View, Subject)).Totals.GetValueOrDefault("num_visits") != 0;
        _patients = HasVisits && !Subject.ShareSafe ? await ViewPanel.PatientsAsync(Reader, snapshot, IsOnWall ? ShownPanels : Panels, Subject, Display) : [];
        Boards = HasVisits ? await ReadBoardsAsync(snapshot) : [];
        Signals = Subject.ShareSafe
            ? null
            : await SignalReader.ChartAsync(Reader, snapshot, Subject, SignalMeasure.Read(Query, SignalMeasure.All[0]), PointsBy.Read(Query, SignalReader.Usual(Subject)));
    }

    private async Task<IReadOnlyList<Board>> ReadBoardsAsync(Snapshot snapshot)
    {
        var (measure, boards) = (SignalMeasure.Read(Query, SignalMeasure.Cost).Column.Measure!, new List<Board>());
        var rejected = Comparison is null
            ? ((RejectedInPeriod, RejectedInPeriod)?)null
            : (await RejectedInPeriod.ReadAsync(Reader, snapshot, Comparison.After), await RejectedInPeriod.ReadAsync(Reader, snapshot, Comparison.Before));
        foreach (var dimension in Parts.Where(dimension => !(IsOnWall && dimension == Dimensions.Doctor)))
        {
            var before = Subject.With(dimension).ShareSafe ? null : Comparison?.Before;
            if (await Board.ReadAsync(dimension, measure, Comparison?.After ?? Subject, before, MostOfBoard, BoardOrder.Value, (view, scope, query, limit) => ReadAsync(snapshot, view, scope, query, 0, limit)) is { Rows.Count: > 0 } board)
                boards.Add(board with { Rejected = rejected });
        }

        return boards;
    }
}
