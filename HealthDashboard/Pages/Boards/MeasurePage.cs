using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Signals;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Boards;

/// <summary>A page about one measure at a time: ranked by dimensions over one period, compared with another, and over time.</summary>
public abstract class MeasurePage : SnapshotPage
{
    /// <summary>Four weeks thirteen times.</summary>
    private const int PeriodsOfYear = 13;

    private SignalTable? _signals;
    private TargetsAndNotes _all = TargetsAndNotes.None;
    private (RejectedInPeriod Now, RejectedInPeriod Then)? _rejected;

    [Inject]
    private AnnotationStore Annotations { get; set; } = default!;

    protected SignalMeasure Measure { get; private set; } = SignalMeasure.Cost;

    protected PeriodComparison? Comparison { get; private set; }

    /// <summary>The measure by weeks, whatever the period; null in share-safe mode, in which limits would tell of withheld numbers.</summary>
    protected MeasureChart? Trend { get; private set; }

    /// <summary>Targets and notes of the scope.</summary>
    protected TargetsAndNotes Written { get; private set; } = TargetsAndNotes.None;

    protected sealed override async Task LoadAsync(Snapshot snapshot)
    {
        Measure = ReadMeasure();
        _all = Scope.Filters.AreOnlyBy(Dimensions.Department) ? Annotations.Read(Scope.Reach) : TargetsAndNotes.None;
        Written = OnWall(_all.Of(Scope));
        Comparison = Compared(snapshot, Scope);
        _rejected = Comparison is null
            ? null
            : (await RejectedInPeriod.ReadAsync(Reader, snapshot, Comparison.After), await RejectedInPeriod.ReadAsync(Reader, snapshot, Comparison.Before));
        // None needs another's answer, and the machine has more than one processor.
        await Task.WhenAll(BesideAsync(() => ReadSignalsAsync(snapshot)), BesideAsync(() => ReadTrendAsync(snapshot)), LoadPartsAsync(snapshot));
    }

    /// <summary>The measure that the address asks for.</summary>
    protected virtual SignalMeasure ReadMeasure() => SignalMeasure.Read(Query, SignalMeasure.Cost);

    /// <summary>What was rejected in the weeks that are shown, and in those compared with.</summary>
    protected (RejectedInPeriod Now, RejectedInPeriod Then)? Rejected => _rejected;

    /// <summary>What the page shows besides; <see cref="Measure"/> and <see cref="Comparison"/> are known, the rest is read at the same time.</summary>
    protected abstract Task LoadPartsAsync(Snapshot snapshot);

    /// <summary>
    /// Reads beside what else is read, on a thread of its own: it computes where it is asked. Only where another page stands meanwhile; one that comes alive would be empty for a moment.
    /// </summary>
    protected Task<T> BesideAsync<T>(Func<Task<T>> read) => IsShown ? Task.Run(read) : read();

    /// <summary>Whether the measure is counted by a dimension, and for these eyes.</summary>
    protected bool IsCountedBy(Dimension dimension) => !(IsOnWall && dimension == Dimensions.Doctor) && Board.Find(dimension, Measure.Column.Measure!) is ({ } view, _) && !(Scope.ShareSafe && view.HasRowPerPerson);

    /// <summary>Null where there is nothing to rank.</summary>
    protected Task<Board?> BoardAsync(Snapshot snapshot, Dimension dimension, int most, BoardOrder order = BoardOrder.Value) => BesideAsync(async () =>
        await Board.ReadAsync(dimension, Measure.Column.Measure!, Comparison?.After ?? Scope, Scope.With(dimension).ShareSafe ? null : Comparison?.Before, most, order,
            (view, scope, query, limit) => ReadAsync(snapshot, view, scope, query, 0, limit)) is { Rows.Count: > 0 } board ? board with { Rejected = _rejected } : null);

    /// <summary>On which side of its target a number lies, which is of one week: where weeks add up it is their mean that is compared.</summary>
    protected string? Outside(string? department, decimal? value, SignalMeasure measure)
    {
        if (Comparison is null || Scope.ShareSafe || !Scope.Filters.AreOnlyBy(Dimensions.Department) || _all.Target(department, measure.Name) is not { } target)
            return null;
        return TargetText.Outside(target, value / (measure.Column.AddsUp ? Comparison.Weeks : 1), Display) is { } outside ? Sentence.Of(Text.TargetOfWeek, outside) : null;
    }

    /// <summary>The last thirteen complete periods of four weeks of a department; null where none are shown.</summary>
    protected Func<BoardRow, IReadOnlyList<decimal?>>? Shapes => _signals is null ? null : row =>
        ChartOf(row) is { } chart ? [.. chart.Periods.Complete.TakeLast(PeriodsOfYear).Select(period => (decimal?)chart.Value(period))] : [];

    /// <summary>That a department's latest period is unusual.</summary>
    protected RenderFragment<BoardRow> Mark => row => builder =>
    {
        if (ChartOf(row) is not { Alert: not null } chart)
            return;
        builder.OpenComponent<SignalLink>(0);
        builder.AddComponentParameter(1, nameof(SignalLink.Chart), chart);
        builder.AddComponentParameter(2, nameof(SignalLink.Department), row.Key);
        builder.AddComponentParameter(3, nameof(SignalLink.Scope), Scope.With(Dimensions.Department));
        builder.CloseComponent();
    };

    /// <summary>Of all departments together one may be shown less than of the one that is filtered by.</summary>
    private async Task<SignalTable?> ReadSignalsAsync(Snapshot snapshot) =>
        _signals = Scope.With(Dimensions.Department) is { ShareSafe: false } all ? await SignalReader.TableAsync(Reader, snapshot, all) : null;

    private async Task<MeasureChart?> ReadTrendAsync(Snapshot snapshot) =>
        Trend = Scope.ShareSafe ? null : await SignalReader.ChartAsync(Reader, snapshot, Scope with { From = null, To = null }, Measure, SignalReader.Usual(Scope));

    private MeasureChart? ChartOf(BoardRow row) => _signals?.Chart(row.Key, Measure);
}
