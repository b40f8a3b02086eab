using System.Globalization;
using HealthDashboard.Access.Audit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Passport;

/// <summary>What one number means, what it is made of, and the rows behind it.</summary>
public sealed partial class PassportPage
{
    private GoldView? _view;
    private Column? _column;
    private CellReference _asked = default!;
    private Provenance? _passport;
    private IReadOnlyList<RejectedImpact> _missing = [];
    private RunRecord? _run;
    private (DateOnly First, DateOnly Last) _data;
    private string _title = "";
    private Bounds? _bounds;
    private int _page = 1;

    [Parameter]
    public string ViewName { get; set; } = "";

    [Parameter]
    public string ColumnName { get; set; } = "";

    [Inject]
    private RunHistory History { get; set; } = default!;

    protected override AuditAction Action => AuditAction.Passport;

    protected override bool IsOfPersons => true;

    protected override IEnumerable<string> Patients => _passport is null ? [] :
    [
        .. _asked.Given.Where(given => given.Key.Kind == ColumnKind.Patient).Select(given => given.Value),
        .. _passport.Patients,
        .. Scope.Reach.IsAdminOfAll ? _missing.SelectMany(rule => RejectedImpact.Patients(Snapshot!, _asked, rule.Name!, ImpactTable.Most)) : [],
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Name != ViewName)
            _view = GoldCatalog.Find(ViewName);
        _column = _view?.Columns.FirstOrDefault(column => column.Name == ColumnName && column.IsNumeric);
        if (_column is null)
            Navigation.NotFound();
        else
            await base.OnParametersSetAsync();
    }

    protected override async Task LoadAsync(Snapshot snapshot)
    {
        _view = AddressQuery.ReadBy(Query, GoldCatalog.Find(ViewName)!);
        _asked = new CellReference(_view, _column!, Scope, AddressQuery.One(Query, "row"), _view.Keys.Count > 1 ? AddressQuery.One(Query, _view.Keys[1].Name) : null);
        _title = string.Join(", ", _asked.Given.Select(given => InWords(given.Key, given.Value, snapshot)).Prepend(_column!.Label));
        if (!snapshot.HoldsRecords)
            return;
        _passport = await Provenance.ReadAsync(Reader, snapshot, _asked, AddressQuery.ReadPage(Query));
        _run = History.Of(snapshot);
        _data = _run is { DataFrom: { } from, DataTo: { } to } && Scope.Reach.IsAll ? (from, to) : FilterChoices.Of(snapshot, Scope.Reach).Period;
        if (_passport is null)
            return;
        _page = (int)Math.Clamp(AddressQuery.ReadPage(Query), 1, Math.Max(1, (_passport.Count + Provenance.PageSize - 1) / Provenance.PageSize));
        _missing = await RejectedImpact.ByRuleAsync(Reader, snapshot, _asked);
        _bounds = Bounds.Of(_column, _passport.Of, _passport.Over, _missing.Aggregate(RejectedImpact.None, (sum, rule) => sum + rule), Display);
    }

    private string Written(Column column, decimal? value) => Format.Cell(column, value, Display);

    private string InWords(Column key, string value, Snapshot snapshot) => key.Kind switch
    {
        ColumnKind.Period when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) => Format.Period(new(key.Dimension!.Grain!.Value, first)),
        ColumnKind.Doctor => FilterChoices.Of(snapshot, Scope.Reach).Doctor(value)?.DoctorName ?? value,
        _ => value,
    };

    /// <summary>Where one goes on from the number: whom it is about, the table it stands in, its weeks.</summary>
    private IEnumerable<(string Words, string Address)> Onward()
    {
        var scope = Scope;
        foreach (var (key, _, value) in _asked.Given)
        {
            switch (key.Kind)
            {
                case ColumnKind.Department:
                    yield return (Sentence.Of(Text.PageOfSomebody, value), Address.Department(value, Scope));
                    scope = scope with { Department = value };
                    break;
                case ColumnKind.Doctor:
                    yield return (Sentence.Of(Text.PageOfSomebody, InWords(key, value, Snapshot!)), Address.Doctor(value, Scope));
                    scope = scope with { DoctorId = value };
                    break;
                case ColumnKind.Patient:
                    yield return (Sentence.Of(Text.PageOfSomebody, value), Address.Patient(value, Scope));
                    break;
            }
        }

        yield return (Sentence.Of(Text.TableIn, _view!.Title), Address.View(_view.Name, Scope, by: _view.Granularity));
        var weekly = WeeklyVisitTrends.View.Chart.Measures.Select(WeeklyVisitTrends.View.Column)
            .FirstOrDefault(each => each.Measure == _column!.Measure);
        if (weekly is not null && _asked.Given.All(given => given.Key.Kind is ColumnKind.Department or ColumnKind.Doctor))
            yield return (Text.WeekByWeek, Address.View(WeeklyVisitTrends.View.Name, scope, measure: weekly.Name, by: PointsBy.Week));
    }
}
