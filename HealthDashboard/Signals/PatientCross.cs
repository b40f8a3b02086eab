using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>
/// Departments crossed with the age groups or countries of their patients, whichever of these are filtered by. Countries beyond the first stand together.
/// </summary>
/// <param name="Columns">Age groups by age; the countries with the highest cost, in that order.</param>
/// <param name="Rows">Departments by their cost.</param>
/// <param name="All">Of all departments together: patients who were in several count once.</param>
[ImmutableObject(true)]
public sealed record PatientCross(Dimension Across, IReadOnlyList<string> Columns, IReadOnlyList<PatientCross.Row> Rows, PatientCross.Row All)
{
    private const int MostColumns = 7;

    /// <param name="Groups">In the order of the columns.</param>
    /// <param name="Others">Of what has no column; null where everything has.</param>
    /// <param name="Whole">Of the department.</param>
    public sealed record Row(string Department, IReadOnlyList<PatientGroup> Groups, PatientGroup? Others, PatientGroup Whole);

    public static ValueTask<PatientCross> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, PatientGroups groups)
    {
        scope.MustNotBeShared();
        var across = groups.Dimension;
        // Of all departments together one may be shown less than of those that are filtered by.
        var all = scope.With(across).With(Dimensions.Department) is { ShareSafe: false } everywhere ? everywhere : scope.With(across);
        // The columns are ranked by what is filtered by.
        return reader.KeepAsync(snapshot, all, $"patient cross|{across.Name}|{scope.With(across)}", scoped => Of(scoped, across, [.. groups.Rows.Select(row => row.Key)]));
    }

    /// <param name="ranked">The values of the columns, those that come first; what else there is follows.</param>
    private static PatientCross Of(ScopedVisits scoped, Dimension across, IReadOnlyList<string> ranked)
    {
        var (star, values) = (scoped.Star, across.Values(scoped.Star));
        var (departments, inScope) = (star.Departments.Count, DistinctCounts.Among(values.Count, scoped.CodesOf(Fact.Visits, across)));
        IEnumerable<string> all = Enumerable.Range(0, values.Count).Where(code => inScope[code]).Select(code => values[code]);
        List<string> ordered = across == Dimensions.AgeGroup ? [.. all] : [.. ranked, .. all.Except(ranked)];
        List<string> shown = [.. ordered.Take(ordered.Count > MostColumns + 1 ? MostColumns : ordered.Count)];
        var width = shown.Count + 1;
        int[] columnOf = [.. Enumerable.Range(0, values.Count).Select(code => shown.IndexOf(values[code]) is >= 0 and var column ? column : shown.Count)];
        var (departmentOf, valueOf) = (scoped.CodesOf(Fact.Visits, Dimensions.Department), scoped.CodesOf(Fact.Visits, across));
        int[] cellOf = [.. departmentOf.Select((department, place) => (department * width) + columnOf[valueOf[place]])];
        int[] inColumn = Array.ConvertAll(valueOf, value => columnOf[value]);
        var cells = PatientGroups.GroupsOf(scoped, departments * width, cellOf, place => place % width < shown.Count ? shown[place % width] : "");
        var whole = PatientGroups.GroupsOf(scoped, departments, departmentOf, place => star.Departments[place]);
        var together = PatientGroups.GroupsOf(scoped, 1, new int[departmentOf.Length], _ => "");
        return new PatientCross(
            across, shown,
            [.. Enumerable.Range(0, departments).Where(place => whole[place].Visits > 0).OrderByDescending(place => whole[place].Cost).Select(place => RowOf(star.Departments[place], [.. cells.Skip(place * width).Take(width)], whole[place]))],
            RowOf("", PatientGroups.GroupsOf(scoped, width, inColumn, place => place < shown.Count ? shown[place] : ""), together[0]));

        Row RowOf(string department, IReadOnlyList<PatientGroup> groups, PatientGroup all) =>
            new(department, [.. groups.Take(shown.Count)], ordered.Count > shown.Count ? groups[^1] : null, all);
    }
}
