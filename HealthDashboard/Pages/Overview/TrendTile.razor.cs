using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Overview;

/// <summary>The chosen measure over its weeks.</summary>
public sealed partial class TrendTile
{
    /// <summary>A year of weeks and the quarter before it: of more, none could be told from the next.</summary>
    private const int Most = 65;

    // Everybody who looks at the same weeks in the same language shares the drawing, and it goes with them.
    private static readonly ConditionalWeakTable<MeasureChart, ConcurrentDictionary<(string Culture, int Height, Scope? Weeks), (ChartModel, string)>> Known = [];

    // What is left out stands in the heading.
    private (ChartModel? Model, string Note) _drawn = (null, "");

    // Without limits, in the place of the other.
    private PanelChart? _plain;
    private (MeasureChart? Chart, Scope? Scope, PeriodComparison? Comparison, TargetsAndNotes? Written, SignalMeasure? Measure, int Height) _of;
    private string _summary = "";

    /// <summary>Null in share-safe mode, in which limits would tell of withheld numbers.</summary>
    [Parameter, EditorRequired]
    public MeasureChart? Chart { get; set; }

    [Parameter, EditorRequired]
    public Snapshot Snapshot { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    [Parameter, EditorRequired]
    public SignalMeasure Measure { get; set; } = default!;

    [Parameter]
    public PeriodComparison? Comparison { get; set; }

    /// <summary>Targets and notes of the scope.</summary>
    [Parameter]
    public TargetsAndNotes Written { get; set; } = TargetsAndNotes.None;

    /// <summary>Of the drawing, in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 250;

    [Inject]
    private DisplayOptions Display { get; set; } = default!;

    [Inject]
    private ViewReader Reader { get; set; } = default!;

    private string AsTable => Address.View(WeeklyVisitTrends.View.Name, Scope, measure: Measure.Name);

    protected override async Task OnParametersSetAsync()
    {
        if (_of == (Chart, Scope, Comparison, Written, Measure, Height))
            return;
        _of = (Chart, Scope, Comparison, Written, Measure, Height);
        _summary = Chart is null ? "" : new SignalText(Display).Summary(Chart);
        _drawn = Chart is null ? (null, "") : Written.IsEmpty ? Known.GetOrCreateValue(Chart).GetOrAdd((CultureInfo.CurrentCulture.Name, Height, Comparison?.After), _ => Drawn(Chart)) : Drawn(Chart);
        _plain = Chart is null ? await PlainAsync() : null;
    }

    private async Task<PanelChart> PlainAsync()
    {
        var drawing = await PanelChart.ReadAsync(Reader, Snapshot, WeeklyVisitTrends.View, Measure.Name, Scope, Display, 0);
        return drawing with { Model = drawing.Model is { } model ? model with { Height = Height, IsCompact = true } : null };
    }

    private (ChartModel Model, string Note) Drawn(MeasureChart chart)
    {
        var model = SignalChart.Of(chart, Display, height: Height, most: Most, around: Comparison?.After.From);
        var band = Comparison is { After: var weeks } ? new ChartBand(Scope.Iso(weeks.From!.Value), Scope.Iso(weeks.To!.Value), Text.PeriodShown) : null;
        return (AnnotatedChart.With(model, Written, chart, Display) with { IsCompact = true, Band = band, Note = "" }, model.Note);
    }
}
