using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Disclosure;

/// <summary>
/// What the whole hospital has, for whoever sees some of its departments: as much of it as tells nothing of the others. Whoever takes their own away from
/// it, over whatever periods are answered, is left with sums of whole weeks of the others, and in each of these weeks the others hide one another:
/// docs/decisions/0041.
/// </summary>
public sealed class HospitalTotals
{
    /// <summary>So many of the others must have a part in every week of a number.</summary>
    public const int FewestDepartments = 3;

    /// <summary>None of the others has more of a week's number: all but known, it would be.</summary>
    public const decimal LargestShare = 0.8m;

    private const int DaysOfWeek = 7;

    private readonly PeriodColumns _weeks;
    private readonly Sums[] _sums;
    private readonly int[] _others;
    private readonly PeopleBehind _people;

    private HospitalTotals(StarColumns star, Reach reach)
    {
        var all = Scope.Of(Reach.Everything);
        var names = Enumerable.Range(0, star.Departments.Count).Select(place => star.Departments[place]).ToList();
        _weeks = star.By(TimeGrain.Week);
        var weeks = _weeks.FirstDays.Count;
        using var everything = new ScopedVisits(star, all);
        _sums = everything.Sum(names.Count * weeks, everything.CodesOfVisits(visit => _weeks.OfVisit[visit] is >= 0 and var week ? (star.VisitDepartment[visit] * weeks) + week : -1));
        var others = names.Where(name => !reach.Covers(name)).ToList();
        using var outside = new ScopedVisits(star, others.Count == 0 ? Scope.Of(Reach.Nothing).Unshared() : all.With(Dimensions.Department, others));
        _people = PeopleBehind.By(Dimensions.Week, outside);
        // What no department is written beside may be of any.
        _others = [.. others.Where(name => name != TextNormalization.Unknown).Select(name => names.IndexOf(name))];
    }

    /// <param name="scope">Complete weeks of the published data, not filtered but by department: whatever else it asks for has no total.</param>
    /// <returns>To two digits, rates to whole percent, so that a visit more or less is not seen. Null where nothing is told.</returns>
    public static decimal? About(Snapshot snapshot, Scope scope, Measure measure)
    {
        if (scope.Reach.IsAll || scope.Reach.IsNothing || scope.AsOf is not null || !scope.Filters.AreOnlyBy(Dimensions.Department) || scope is not { From: { } from, To: { } to })
            return null;
        var totals = snapshot.Keep(() => new HospitalTotals(StarColumns.Of(snapshot), scope.Reach), string.Join('\0', scope.Reach.Departments));
        return totals.Of(measure, from, to) is { } exact ? Rounded(exact, measure) : null;
    }

    /// <summary>Null where one of the weeks is not complete, or does not hide the others.</summary>
    private decimal? Of(Measure measure, DateOnly from, DateOnly to)
    {
        var days = Enumerable.Range(0, (to.DayNumber - from.DayNumber + 1) / DaysOfWeek).Select(week => Weeks.Iso(from.AddDays(week * DaysOfWeek))).ToList();
        var weeks = Enumerable.Range(0, _weeks.FirstDays.Count).Where(week => days.Contains(_weeks.FirstDays[week])).ToList();
        if (weeks.Count == 0 || weeks.Count * DaysOfWeek != to.DayNumber - from.DayNumber + 1 || !weeks.TrueForAll(week => _weeks.Days[week] == DaysOfWeek && Hides(measure, week)))
            return null;
        var sum = default(Sums);
        for (var cell = 0; cell < _sums.Length; cell++)
        {
            if (weeks.Contains(cell % _weeks.FirstDays.Count))
                sum += _sums[cell];
        }

        return (decimal?)measure.Of(sum);
    }

    /// <summary>Whether the others of a week hide one another in a number.</summary>
    private bool Hides(Measure measure, int week)
    {
        if (measure is { Numerator: { } part, Denominator: { } whole })
            return Hides(part, week) && Hides(whole, week);
        if (!measure.AddsUp || measure.Disclosure is not { } basis || _people.Counts[(int)basis][week] <= CellSuppression.Largest)
            return false;
        var parts = _others.Select(department => (decimal)(measure.Of(_sums[(department * _weeks.FirstDays.Count) + week]) ?? 0)).Where(part => part > 0).ToList();
        return parts.Count >= FewestDepartments && parts.Max() <= LargestShare * parts.Sum();
    }

    private static decimal Rounded(decimal exact, Measure measure)
    {
        const int TwoDigits = 100;
        if (measure.Unit == ColumnKind.Rate)
            return decimal.Round(exact, 2, MidpointRounding.AwayFromZero);
        var unit = 1m;
        while (exact / unit >= TwoDigits)
            unit *= 10;
        return decimal.Round(exact / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
