using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>
/// What one treatment of each type costs, by four weeks: the mean price of all treatments moves with their mix, so a price
/// that creeps is seen only where its type stands alone.
/// </summary>
public sealed record TreatmentPrices(IReadOnlyList<MeasureChart> Charts)
{
    public MeasureChart? Of(string treatment) => Charts.FirstOrDefault(chart => chart.Treatment == treatment);

    /// <summary>In the order of the types' names.</summary>
    public static ValueTask<TreatmentPrices> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, Grouping by = Grouping.FourWeeks) =>
        reader.KeepAsync(snapshot, $"prices|{by}|{scope}", kept =>
        {
            using var scoped = new ScopedVisits(StarColumns.Of(kept), scope);
            var weeks = Weeks(scoped);
            return new TreatmentPrices([.. weeks.GroupBy(each => each.Treatment).Select(type => MeasureChart.Of(
                SignalMeasure.CostPerTreatment, Periods.Of(type.Select(each => each.Week), scope, FilterChoices.Of(kept, scope.Reach).Period, by), type.Key))]);
        });

    /// <summary>The treatments of each type and week and their cost, from the columns in memory. A week without any has no row.</summary>
    public static IEnumerable<(string Treatment, WeekSums Week)> Weeks(ScopedVisits scoped)
    {
        var star = scoped.Star;
        var weeks = star.Weeks.Count;
        var (types, weekOf) = (scoped.CodesOf(Fact.Treatments, Dimensions.TreatmentType), scoped.CodesOf(Fact.Treatments, Dimensions.Week));
        for (var place = 0; place < types.Length; place++)
            types[place] = weekOf[place] < 0 ? -1 : (types[place] * weeks) + weekOf[place];
        var sums = scoped.SumTreatments(star.TreatmentTypes.Count * weeks, types);
        return from place in Enumerable.Range(0, sums.Length)
               where sums[place].Treatments > 0
               select (star.TreatmentTypes[place / weeks], new WeekSums(Silver.Weeks.Day(star.Weeks[place % weeks].Week), sums[place]));
    }
}
