using System.Collections.Concurrent;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Silver;
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

    private readonly TimeGrain _grain;
    private readonly string _time;
    private readonly string _departmentTime;
    private readonly PeopleBehind _all;
    private readonly Dictionary<(DisclosureBasis, string Rows, string Key, string? Week), (long People, bool Withheld)> _rows = [];
    private readonly HashSet<DisclosureBasis> _totals;

    private Suppression(TimeGrain grain, PeopleBehind all, HashSet<DisclosureBasis> totals)
    {
        (_grain, _all, _totals) = (grain, all, totals);
        (_time, _departmentTime) = (RowsOf([Dimensions.Of(grain)]), RowsOf([Dimensions.Department, Dimensions.Of(grain)]));
    }

    private Suppression(ScopedVisits scoped)
        : this(TimeGrain.Week, PeopleBehind.All(scoped), [])
    {
        // In the order of the bases: follow-ups need to know which visits are withheld.
        foreach (var basis in Enum.GetValues<DisclosureBasis>())
        {
            var shown = GoldCatalog.All.Where(view => !view.HasRowPerPerson && view.Columns.Any(column => column.Measure?.Disclosure == basis)).Select(RowsOf).Distinct().ToList();
            if (shown.Contains(_departmentTime))
                Decide(basis, [.. Table(scoped, Department, basis), .. Table(scoped, _time, basis), .. DepartmentTimes(scoped, basis)]);
            foreach (var rows in shown.Where(rows => !_rows.Keys.Any(known => (known.Item1, known.Rows) == (basis, rows))))
                Decide(basis, [.. Table(scoped, rows, basis)]);
        }

        Patients = IsTotalWithheld(DisclosureBasis.Visits) ? null : scoped.Distinct(Dimensions.Patient);
    }

    /// <summary>
    /// By months, quarters or years. What is shown and withheld of departments and of the whole beside weeks stays so, as all other exports of the scope
    /// rest on it; where months would need it otherwise, none is shown.
    /// </summary>
    private Suppression(ScopedVisits scoped, TimeGrain grain, Suppression weekly)
        : this(grain, weekly._all, weekly._totals)
    {
        Patients = weekly.Patients;
        foreach (var basis in Enum.GetValues<DisclosureBasis>())
        {
            var departments = Table(scoped, Department, basis).ToList();
            bool[] fixedCells = [.. departments.Select(row => weekly._rows[weekly.Key(basis, row.Rows, row.Cell)].Withheld), IsTotalWithheld(basis)];
            List<(string Rows, Cell Cell)> times = [.. Table(scoped, _time, basis), .. DepartmentTimes(scoped, basis)];
            var withheld = CellSuppression.Withheld(
                [.. departments.Select(row => row.Cell), Total(basis), .. times.Select(row => row.Cell)],
                [.. fixedCells, .. times.Select(row => basis == DisclosureBasis.FollowUps && IsVisitWithheld(row))]);
            var agrees = withheld.Take(fixedCells.Length).SequenceEqual(fixedCells);
            foreach (var ((rows, cell), isWithheld) in times.Zip(withheld.Skip(fixedCells.Length)))
                _rows[Key(basis, rows, cell)] = (cell.Patients, agrees ? isWithheld : cell.Patients > 0);
        }
    }

    /// <param name="grain">Of the rows by time.</param>
    public static Suppression Of(Snapshot snapshot, Scope scope, TimeGrain grain = TimeGrain.Week)
    {
        var known = snapshot.Keep(() => new ConcurrentDictionary<(Scope, TimeGrain), Lazy<Suppression>>());
        if (known.Count > Most)
            known.Clear();
        return known.GetOrAdd((scope.Unshared() with { AsOf = null }, grain), key => new Lazy<Suppression>(() => Made(snapshot, key.Item1, key.Item2))).Value;
    }

    private static Suppression Made(Snapshot snapshot, Scope scope, TimeGrain grain)
    {
        using var scoped = new ScopedVisits(StarColumns.Of(snapshot), scope);
        return grain == TimeGrain.Week ? new Suppression(scoped) : new Suppression(scoped, grain, Of(snapshot, scope));
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
        var withheld = CellSuppression.Withheld([.. table.Select(row => row.Cell), Total(basis)], [.. table.Select(row => basis == DisclosureBasis.FollowUps && IsVisitWithheld(row)), false]);
        foreach (var ((rows, cell), isWithheld) in table.Zip(withheld))
            _rows[Key(basis, rows, cell)] = (cell.Patients, isWithheld);
        if (withheld[^1] || (basis == DisclosureBasis.FollowUps && IsTotalWithheld(DisclosureBasis.Visits)))
            _totals.Add(basis);
    }

    private Cell Total(DisclosureBasis basis) => new(null, null, _all.Counts[(int)basis][0]);

    private bool IsVisitWithheld((string Rows, Cell Cell) row) => _rows[Key(DisclosureBasis.Visits, row.Rows, row.Cell)].Withheld;

    private (DisclosureBasis, string, string, string?) Key(DisclosureBasis basis, string rows, Cell cell) =>
        rows == _time ? (basis, rows, cell.Column!, null) : (basis, rows, cell.Row!, cell.Column);

    private IEnumerable<(string Rows, Cell Cell)> Table(ScopedVisits scoped, string rows, DisclosureBasis basis)
    {
        var people = PeopleBehind.By(Dimensions.All.Values.First(dimension => dimension.Name == rows), scoped);
        return people.Keys.Zip(people.Counts[(int)basis], (key, count) => (rows, rows == _time ? new Cell(null, key, count) : new Cell(key, null, count)));
    }

    private IEnumerable<(string Rows, Cell Cell)> DepartmentTimes(ScopedVisits scoped, DisclosureBasis basis)
    {
        var (people, departments, periods) = (PeopleBehind.ByDepartmentAnd(_grain, scoped), scoped.Star.Departments, scoped.Star.By(_grain).FirstDays.Count + 1);
        return people.Keys.Zip(people.Counts[(int)basis], (period, count) => (period, count))
            .Select((cell, place) => (_departmentTime, new Cell(departments[place / periods], cell.period, cell.count)));
    }
}
