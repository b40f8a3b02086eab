using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Sharing;

/// <summary>
/// Which numbers may not leave the building under one scope. The rows of all views are considered together, with all totals that
/// any of them shows, so that exports of the same scope laid side by side give nothing away. Counted once for each snapshot and
/// scope.
/// </summary>
public sealed class Withholding
{
    /// <summary>As many scopes are remembered of a snapshot.</summary>
    private const int Most = 200;

    private const string Department = "visit.department";
    private const string Week = "visit.week";
    private const string DepartmentWeek = Department + Week;

    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<Scope, Lazy<Withholding>>> Known = [];

    private readonly Slice _slice;
    private readonly PeopleBehind _all;
    private readonly Dictionary<(Basis, string Rows, string Key, string? Week), (long People, bool Withheld)> _rows = [];
    private readonly HashSet<Basis> _totals = [];

    private Withholding(Slice slice)
    {
        (_slice, _all) = (slice, PeopleBehind.All(slice));

        // In the order of the bases: follow-ups need to know which visits are withheld.
        foreach (var basis in Enum.GetValues<Basis>())
        {
            var shown = GoldCatalog.All.Where(view => !view.IsPerPerson && view.Columns.Any(column => Bases.Of(column) == basis)).Select(RowsOf).Distinct().ToList();
            if (shown.Contains(DepartmentWeek))
                Decide(basis, [.. Table(Department, basis), .. Table(Week, basis), .. Weeks(basis)]);
            foreach (var rows in shown.Where(rows => !_rows.Keys.Any(known => (known.Item1, known.Rows) == (basis, rows))))
                Decide(basis, [.. Table(rows, basis)]);
        }

        Patients = IsTotalWithheld(Basis.Visits) ? null : slice.Distinct(1, _ => 0, slice.Star.PatientIds.Count, slice.Star.VisitPatient)[0];
    }

    public static Withholding Of(Snapshot snapshot, Scope scope)
    {
        var known = Known.GetOrCreateValue(snapshot);
        if (known.Count > Most)
            known.Clear();
        return known.GetOrAdd(scope with { AsOf = null, ShareSafe = false }, key => new Lazy<Withholding>(() =>
            StarColumns.Of(snapshot) is { } star ? new Withholding(new Slice(star, key)) : throw WithheldException.Uncounted)).Value;
    }

    /// <summary>Whether a number over the whole scope is withheld.</summary>
    public bool IsTotalWithheld(Basis basis) => _totals.Contains(basis);

    /// <summary>How many different patients have a visit in the scope; null when that is withheld.</summary>
    public long? Patients { get; }

    /// <summary>Whether a number in a row of a view is withheld.</summary>
    public bool IsWithheld(GoldView view, object row, Column column)
    {
        if (column is { Of: { } of, Over: { } over })
            return IsWithheld(view, row, view.Column(of)) || IsWithheld(view, row, view.Column(over));
        if (Bases.Of(column) is not { } basis)
            return false;
        if (column.Constant)
            return IsTotalWithheld(basis);
        var (people, withheld) = _rows[(basis, RowsOf(view), (string)view.Key.Value(row)!, view.Keys.Count > 1 ? (string)view.Keys[1].Value(row)! : null)];
        return withheld || (people > 0 && (IsTotalWithheld(basis) || people < Bases.Fewest(column.From)));
    }

    private static string RowsOf(GoldView view) => string.Concat(view.Keys.Select(key => key.Key));

    /// <summary>
    /// Decides about rows that add up to the scope. Where its total has to go, all goes: the total stands in every table, and any of
    /// them would give it back.
    /// </summary>
    private void Decide(Basis basis, IReadOnlyList<(string Rows, Cell Cell)> table)
    {
        var total = new Cell(null, null, _all.Counts[(int)basis][0]);
        var withheld = SmallNumbers.Withheld([.. table.Select(row => row.Cell), total], [.. table.Select(row => basis == Basis.FollowUps && IsVisitWithheld(row)), false]);
        foreach (var ((rows, cell), isWithheld) in table.Zip(withheld))
            _rows[Key(basis, rows, cell)] = (cell.Patients, isWithheld);
        if (withheld[^1] || (basis == Basis.FollowUps && IsTotalWithheld(Basis.Visits)))
            _totals.Add(basis);
    }

    private bool IsVisitWithheld((string Rows, Cell Cell) row) => _rows[Key(Basis.Visits, row.Rows, row.Cell)].Withheld;

    private static (Basis, string, string, string?) Key(Basis basis, string rows, Cell cell) =>
        rows == Week ? (basis, rows, cell.Column!, null) : (basis, rows, cell.Row!, cell.Column);

    private IEnumerable<(string Rows, Cell Cell)> Table(string rows, Basis basis)
    {
        var people = PeopleBehind.By(rows, _slice);
        return people.Keys.Zip(people.Counts[(int)basis], (key, count) => (rows, rows == Week ? new Cell(null, key, count) : new Cell(key, null, count)));
    }

    private IEnumerable<(string Rows, Cell Cell)> Weeks(Basis basis)
    {
        var (people, departments, weeks) = (PeopleBehind.ByDepartmentAndWeek(_slice), _slice.Star.Departments, _slice.Star.Weeks.Count);
        return people.Keys.Zip(people.Counts[(int)basis], (week, count) => (week, count))
            .Select((cell, place) => (DepartmentWeek, new Cell(departments[place / weeks], cell.week, cell.count)));
    }
}
