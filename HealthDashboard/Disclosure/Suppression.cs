using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Disclosure;

/// <summary>
/// Which numbers may not leave the building under one scope. The rows of all views are considered together, with all totals that
/// any of them shows, so that exports of the same scope laid side by side give nothing away. Counted once for each snapshot and
/// scope.
/// </summary>
public sealed class Suppression
{
    /// <summary>As many scopes are remembered of a snapshot.</summary>
    private const int Most = 200;

    private static readonly string Department = RowsOf([Dimensions.Department]);
    private static readonly string Week = RowsOf([Dimensions.Week]);
    private static readonly string DepartmentWeek = RowsOf([Dimensions.Department, Dimensions.Week]);

    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<Scope, Lazy<Suppression>>> Known = [];

    private readonly ScopedVisits _scoped;
    private readonly PeopleBehind _all;
    private readonly Dictionary<(DisclosureBasis, string Rows, string Key, string? Week), (long People, bool Withheld)> _rows = [];
    private readonly HashSet<DisclosureBasis> _totals = [];

    private Suppression(ScopedVisits scoped)
    {
        (_scoped, _all) = (scoped, PeopleBehind.All(scoped));

        // In the order of the bases: follow-ups need to know which visits are withheld.
        foreach (var basis in Enum.GetValues<DisclosureBasis>())
        {
            var shown = GoldCatalog.All.Where(view => !view.HasRowPerPerson && view.Columns.Any(column => column.Measure?.Disclosure == basis)).Select(RowsOf).Distinct().ToList();
            if (shown.Contains(DepartmentWeek))
                Decide(basis, [.. Table(Department, basis), .. Table(Week, basis), .. Weeks(basis)]);
            foreach (var rows in shown.Where(rows => !_rows.Keys.Any(known => (known.Item1, known.Rows) == (basis, rows))))
                Decide(basis, [.. Table(rows, basis)]);
        }

        Patients = IsTotalWithheld(DisclosureBasis.Visits) ? null : scoped.Distinct(1, _ => 0, scoped.Star.PatientIds.Count, scoped.Star.VisitPatient)[0];
    }

    public static Suppression Of(Snapshot snapshot, Scope scope)
    {
        var known = Known.GetOrCreateValue(snapshot);
        if (known.Count > Most)
            known.Clear();
        return known.GetOrAdd(scope with { AsOf = null, ShareSafe = false }, key => new Lazy<Suppression>(() =>
            new Suppression(new ScopedVisits(StarColumns.Of(snapshot), key)))).Value;
    }

    /// <summary>Whether a number over the whole scope is withheld.</summary>
    public bool IsTotalWithheld(DisclosureBasis basis) => _totals.Contains(basis);

    /// <summary>How many different patients have a visit in the scope; null when that is withheld.</summary>
    public long? Patients { get; }

    /// <summary>Which numbers of a table under the scope are withheld.</summary>
    /// <exception cref="WithheldException">The table has one row per person.</exception>
    public WithheldCells CellsOf(ViewTable table)
    {
        var view = table.View;
        if (view.HasRowPerPerson)
            throw WithheldException.OnePersonARow(view.Name);
        return new WithheldCells(
            (column, row) => IsWithheld(table, row, column.Measure!),
            column => column.Measure!.Disclosure is { } basis && IsTotalWithheld(basis));
    }

    private bool IsWithheld(ViewTable table, int row, Measure measure)
    {
        if (measure is { Numerator: { } part, Denominator: { } whole })
            return IsWithheld(table, row, part) || IsWithheld(table, row, whole);
        if (measure.Disclosure is not { } basis)
            return false;
        if (measure.Aggregation is Aggregation.OfScope)
            return IsTotalWithheld(basis);
        var keys = table.View.Keys;
        var (people, withheld) = _rows[(basis, RowsOf(table.View), table.Text(keys[0], row), keys.Count > 1 ? table.Text(keys[1], row) : null)];
        return withheld || (people > 0 && (IsTotalWithheld(basis) || people < measure.FewestPeople));
    }

    private static string RowsOf(GoldView view) => RowsOf(view.Keys.Select(key => key.Dimension!));

    private static string RowsOf(IEnumerable<Dimension> keys) => string.Join(' ', keys.Select(key => key.Name));

    /// <summary>
    /// Decides about rows that add up to the scope. Where its total has to go, all goes: the total stands in every table, and any of
    /// them would give it back.
    /// </summary>
    private void Decide(DisclosureBasis basis, IReadOnlyList<(string Rows, Cell Cell)> table)
    {
        var total = new Cell(null, null, _all.Counts[(int)basis][0]);
        var withheld = CellSuppression.Withheld([.. table.Select(row => row.Cell), total], [.. table.Select(row => basis == DisclosureBasis.FollowUps && IsVisitWithheld(row)), false]);
        foreach (var ((rows, cell), isWithheld) in table.Zip(withheld))
            _rows[Key(basis, rows, cell)] = (cell.Patients, isWithheld);
        if (withheld[^1] || (basis == DisclosureBasis.FollowUps && IsTotalWithheld(DisclosureBasis.Visits)))
            _totals.Add(basis);
    }

    private bool IsVisitWithheld((string Rows, Cell Cell) row) => _rows[Key(DisclosureBasis.Visits, row.Rows, row.Cell)].Withheld;

    private static (DisclosureBasis, string, string, string?) Key(DisclosureBasis basis, string rows, Cell cell) =>
        rows == Week ? (basis, rows, cell.Column!, null) : (basis, rows, cell.Row!, cell.Column);

    private IEnumerable<(string Rows, Cell Cell)> Table(string rows, DisclosureBasis basis)
    {
        var people = PeopleBehind.By(Dimensions.All.Values.First(dimension => dimension.Name == rows), _scoped);
        return people.Keys.Zip(people.Counts[(int)basis], (key, count) => (rows, rows == Week ? new Cell(null, key, count) : new Cell(key, null, count)));
    }

    private IEnumerable<(string Rows, Cell Cell)> Weeks(DisclosureBasis basis)
    {
        var (people, departments, weeks) = (PeopleBehind.ByDepartmentAndWeek(_scoped), _scoped.Star.Departments, _scoped.Star.Weeks.Count + 1);
        return people.Keys.Zip(people.Counts[(int)basis], (week, count) => (week, count))
            .Select((cell, place) => (DepartmentWeek, new Cell(departments[place / weeks], cell.week, cell.count)));
    }
}
