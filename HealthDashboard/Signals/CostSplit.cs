using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Signals;

/// <summary>By what treatments are grouped when a change of cost is split: the name in the address, and the view that has their cost.</summary>
/// <param name="Treatments">The column of their number.</param>
public sealed record CostBy(string Name, GoldView View, string Treatments)
{
    public const string Cost = "total_cost";

    public static IReadOnlyList<CostBy> All { get; } =
    [
        new("type", TreatmentTypeSummary.View, "num_treatments"),
        new("insurer", InsuranceSummary.View, "num_treatments"),
        new("department", DepartmentTreatmentSummary.View, "total_treatments"),
    ];

    /// <exception cref="UnusableFilterException">There is no such grouping.</exception>
    public static CostBy Read(Func<string, StringValues> query) => AddressQuery.One(query, "by") switch
    {
        null => All[0],
        var name => All.FirstOrDefault(by => by.Name == name)
            ?? throw new UnusableFilterException($"Treatments cannot be grouped by “{AddressQuery.Said(name)}”. Known are {string.Join(", ", All.Select(by => by.Name))}."),
    };
}

/// <summary>A group in both periods, and its parts in the change, which add up to its own.</summary>
public sealed record CostSplitGroup(CostGroup Group, CostPart Part)
{
    public long Together => Part.Volume + Part.Price + Part.Mix;
}

/// <summary>Why the cost changed between two periods, in cents: the parts are <see cref="CostChange"/>'s, the costs and counts those of the views.</summary>
/// <param name="Groups">The one that changed most first.</param>
public sealed record CostSplit(PeriodComparison Weeks, CostBy By, CostChange Change, IReadOnlyList<CostSplitGroup> Groups)
{
    public long CentsBefore => Groups.Sum(each => each.Group.CentsBefore);

    public long CentsAfter => Groups.Sum(each => each.Group.CentsAfter);

    public long TreatmentsBefore => Groups.Sum(each => each.Group.TreatmentsBefore);

    public long TreatmentsAfter => Groups.Sum(each => each.Group.TreatmentsAfter);

    public static async Task<CostSplit> ReadAsync(ViewReader reader, Snapshot snapshot, PeriodComparison weeks, CostBy by)
    {
        var (before, after) = (await PeriodAsync(weeks.Before), await PeriodAsync(weeks.After));
        var groups = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).Select(name =>
        {
            var (was, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            return new CostGroup(name, was.Treatments, was.Cents, now.Treatments, now.Cents);
        }).Where(group => group.TreatmentsBefore + group.TreatmentsAfter > 0).ToList();
        var change = CostChange.Of(groups);
        var split = groups.Zip(change.Parts, (group, part) => new CostSplitGroup(group, part));
        return new CostSplit(weeks, by, change, [.. split.OrderByDescending(each => Math.Abs(each.Together)).ThenBy(each => each.Group.Name, StringComparer.Ordinal)]);

        async Task<Dictionary<string, (long Treatments, long Cents)>> PeriodAsync(Scope scope)
        {
            var rows = await reader.ReadAsync(snapshot, by.View, scope, GridQuery.AllRows, 0, int.MaxValue);
            return rows.Rows.ToDictionary(
                row => (string)by.View.Key.Value(row)!,
                row => ((long)by.View.Column(by.Treatments).Value(row)!, (long)(decimal.Round((decimal)by.View.Column(CostBy.Cost).Value(row)!, 2) * 100)));
        }
    }
}
