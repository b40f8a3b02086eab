using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Grids;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Views;

/// <summary>One page for all gold views, driven by the catalogue.</summary>
public sealed partial class GoldPage
{
    private GoldView? _view;
    private GridQuery _grid = GridQuery.AllRows;

    // As the table shows it; the address, the chart and an export without a sort keep the view's own order.
    private GridQuery _shown = GridQuery.AllRows;
    private int _page = 1;
    private string _measure = "";
    private TargetsAndNotes _written = TargetsAndNotes.None;
    private Func<object, Column, string?>? _beside;
    private ViewRows _rows = default!;
    private ChartRows _drawn = default!;
    private ChartModel _model = default!;
    private string _usual = "";
    private string _heading = "";
    private string _summary = "";
    private Func<object, Column, Bounds?>? _bounds;
    private MeasureChart? _control;
    private TreatmentPrices? _prices;
    private MeasureChart? _price;

    private Tile Tile => new(Scope, Address.Rows(Navigation), Address.Csv(_view!, Scope, _shown));

    [Parameter]
    public string ViewName { get; set; } = "";

    protected override bool IsOfPersons => _view?.HasRowPerPerson is true;

    protected override IEnumerable<string> Patients => _view is not { HasRowPerPerson: true } view ? [] : _rows.Rows.Concat(_drawn.Rows).Select(view.PatientOf);

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Name != ViewName)
            _view = GoldCatalog.Find(ViewName);
        if (_view is null)
            Navigation.NotFound();
        else
            await base.OnParametersSetAsync();
    }

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        var view = _view = ReadView(snapshot);
        _grid = AddressQuery.ReadGrid(Query, view);
        _shown = NewestFirst(view, _grid);
        _page = AddressQuery.ReadPage(Query);
        _measure = AddressQuery.ReadMeasure(Query, view.Chart.Measures);
        _rows = await ReadPageAsync();
        if (_rows.Rows.Count == 0 && _rows.Count > 0)
        {
            _page = (int)((_rows.Count + Grid.PageSize - 1) / Grid.PageSize);
            _rows = await ReadPageAsync();
        }

        _bounds = await ReadBoundsAsync(snapshot, view);
        var drawn = _drawn = await ChartRows.ReadAsync(Reader, snapshot, view, _measure, Scope, _grid, Display);
        (_written, _beside) = ReadAnnotations(snapshot, view);
        var earlier = await ReadEarlierAsync(snapshot, view);
        await ReadSignalsAsync(snapshot, view);
        _model = _control is null
            ? ViewChart.Of(view, drawn, _measure, Scope, Display, earlier)
            : SignalChart.Of(_control, Display, earlier);
        if (view.Chart.Kind == ChartKind.Line)
            _model = AnnotatedChart.With(_model, _written.Of(Scope), _control, Display);
        _heading = view.Chart.Kind switch
        {
            ChartKind.Scatter => Sentence.Of(Text.ChartAgainst, _model.YTitle, _model.XTitle.ToLowerInvariant()),
            ChartKind.Box => Sentence.Of(Text.ChartSpread, _model.XTitle.ToLowerInvariant()),
            _ => Sentence.Of(Text.ChartBy, _model.YTitle, _model.XTitle.ToLowerInvariant()),
        };
        _summary = ViewChart.Summary(view, drawn, Display);

        Task<ViewRows> ReadPageAsync() => ReadAsync(snapshot, view, Scope, _shown, (_page - 1) * Grid.PageSize, Grid.PageSize);
    }

    /// <summary>A chart over time runs from left to right, but a table is read from the top, where one looks for the latest.</summary>
    private static GridQuery NewestFirst(GoldView view, GridQuery grid) => grid.Sort is null && view.Time is { } time
        ? grid with { Sort = time.Name, Descending = true }
        : grid;

    /// <summary>The view by weeks, months, quarters or years: as the address says, else as long as the history in the scope asks for.</summary>
    private GoldView ReadView(Snapshot snapshot)
    {
        var view = GoldCatalog.Find(ViewName)!.For(Scope.Reach);
        _usual = view.IsByTime ? view.By(FilterChoices.Of(snapshot, Scope.Reach).GrainOf(Scope)).Time!.Name : "";
        return AddressQuery.One(Query, "by") switch
        {
            null when view.IsByTime => view.By(FilterChoices.Of(snapshot, Scope.Reach).GrainOf(Scope)),
            PointsBy.FourWeeks when view == WeeklyVisitTrends.View => view,
            _ when view == TreatmentTypeSummary.View => view,
            _ => AddressQuery.ReadBy(Query, view),
        };
    }

    /// <summary>What was written down about weeks; nothing where the rows are of no time. Beside the rows only where these are weeks.</summary>
    private (TargetsAndNotes Written, Func<object, Column, string?>? Beside) ReadAnnotations(Snapshot snapshot, GoldView view)
    {
        if (!view.IsByTime)
            return (TargetsAndNotes.None, null);
        var written = OnWall(Annotations.Read(Scope.Reach));
        return (written, view.Granularity is not null ? null : new BesideWeeks(written, view, Scope, FilterChoices.Of(snapshot, Scope.Reach).Period, Display).Of);
    }

    /// <summary>What rejected visits could change about the follow-up rates of the rows; null where there are none to show.</summary>
    private async Task<Func<object, Column, Bounds?>?> ReadBoundsAsync(Snapshot snapshot, GoldView view)
    {
        if (Scope.ShareSafe || _grid.Shown(view).FirstOrDefault(column => column.Measure == Measures.FollowUpRate) is not { } rate)
            return null;
        var (of, over) = (view.Column(rate.Numerator!), view.Column(rate.Denominator!));
        var missing = await RejectedImpact.ByKeyAsync(Reader, snapshot, new CellReference(view, rate, Scope));
        return (row, column) => column == rate
            ? Bounds.Of(column, (long)of.Value(row)!, (long)over.Value(row)!, missing((string)view.Key.Value(row)!), Display)
            : null;
    }

    /// <summary>The control chart of the weeks, and of the prices of treatments; people do not add up over weeks, and have none.</summary>
    private async Task ReadSignalsAsync(Snapshot snapshot, GoldView view)
    {
        (_control, _prices, _price) = (null, null, null);
        if (Scope.ShareSafe)
            return;
        if (view == WeeklyVisitTrends.View && SignalMeasure.Find(_measure) is { } measure && _rows.Count > 0)
            _control = await SignalReader.ChartAsync(Reader, snapshot, Scope, measure, PointsBy.Read(Query, SignalReader.Usual(Scope)));
        if (view != TreatmentTypeSummary.View)
            return;
        var (type, by) = (AddressQuery.One(Query, "type"), PointsBy.Read(Query, Grouping.FourWeeks));
        // All types stay in sight, whichever is filtered by.
        _prices = await TreatmentPrices.ReadAsync(Reader, snapshot, Scope.With(Dimensions.TreatmentType), type is null ? Grouping.FourWeeks : by);
        if (type is not null)
            _price = _prices.Of(type) ?? throw new UnusableFilterException($"There is no treatment “{AddressQuery.Said(type)}” here. Known are {string.Join(", ", _prices.Charts.Select(each => each.Treatment))}.");
    }

    /// <summary>What to compare with, when the address asks for them.</summary>
    private async Task<EarlierRows?> ReadEarlierAsync(Snapshot snapshot, GoldView view)
    {
        if (view.Chart.Kind != ChartKind.Line || Query("compare").Count == 0)
            return null;
        if (EarlierPeriod.Of(Scope, FilterChoices.Of(snapshot, Scope.Reach).Period, ComparedWith, view.TimeGrain!.Value) is not { } earlier)
            return null;
        var rows = await ReadAsync(snapshot, view, earlier.Scope);
        return new EarlierRows(ComparedWith == ComparedWith.YearEarlier ? Text.YearEarlier : Text.PeriodBefore, rows.Rows, earlier.Back);
    }
}
