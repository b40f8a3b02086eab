using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>The patients of a country or an age group with a visit in the scope, and what came of these visits.</summary>
/// <param name="Patients">Each of them once.</param>
public sealed record PatientGroup(string Key, long Patients, long Visits, decimal Cost)
{
    /// <summary>Null where there is no patient.</summary>
    public decimal? CostPerPatient => Measure.Divide(Cost, Patients);

    /// <inheritdoc cref="CostPerPatient"/>
    public decimal? VisitsPerPatient => Measure.Divide(Visits, Patients);
}

/// <summary>Patients by country or age group, whichever of them is filtered by.</summary>
/// <param name="Rows">Those with a visit: countries by their cost, age groups by age.</param>
/// <param name="All">Everybody together: a patient is of one group, so the rows add up to it.</param>
[ImmutableObject(true)]
public sealed record PatientGroups(Dimension Dimension, IReadOnlyList<PatientGroup> Rows, PatientGroup All)
{
    public static ValueTask<PatientGroups> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, Dimension dimension)
    {
        scope.MustNotBeShared();
        var all = scope.With(dimension);
        return reader.KeepAsync(snapshot, all, $"patient groups|{dimension.Name}|{all}", scoped => Of(scoped, dimension));
    }

    private static PatientGroups Of(ScopedVisits scoped, Dimension dimension)
    {
        var values = dimension.Values(scoped.Star);
        var found = GroupsOf(scoped, values.Count, scoped.CodesOf(Fact.Visits, dimension), place => values[place]).Where(group => group.Visits > 0).ToList();
        return new PatientGroups(
            dimension,
            dimension == Dimensions.AgeGroup ? found : [.. found.OrderByDescending(group => group.Cost).ThenBy(group => group.Key, StringComparer.Ordinal)],
            new PatientGroup("", found.Sum(group => group.Patients), found.Sum(group => group.Visits), found.Sum(group => group.Cost)));
    }

    /// <summary>Each group with a visit in all departments together, which has no name, and then in each of them: by cost, age groups by age.</summary>
    public static IEnumerable<(string? Department, PatientGroup Group)> ByDepartment(ScopedVisits scoped, Dimension dimension)
    {
        var (departments, values) = (scoped.Star.Departments, dimension.Values(scoped.Star));
        var (departmentOf, valueOf) = (scoped.CodesOf(Fact.Visits, Dimensions.Department), scoped.CodesOf(Fact.Visits, dimension));
        var cells = GroupsOf(scoped, departments.Count * values.Count, [.. departmentOf.Select((department, place) => (department * values.Count) + valueOf[place])], place => values[place % values.Count]);
        return Of(scoped, dimension).Rows.Select(group => ((string?)null, group))
            .Concat(cells.Select((group, place) => ((string?)departments[place / values.Count], group)).Where(row => row.group.Visits > 0));
    }

    /// <summary>By a group of the visits, of so many.</summary>
    internal static IReadOnlyList<PatientGroup> GroupsOf(ScopedVisits scoped, int count, ReadOnlySpan<int> groupOf, Func<int, string> key)
    {
        var (sums, patients) = (scoped.Sum(count, groupOf), scoped.Distinct(Fact.Visits, count, groupOf, Dimensions.Patient));
        return [.. sums.Select((sum, place) => new PatientGroup(key(place), patients[place], sum.Visits, sum.Cents / 100m))];
    }
}
