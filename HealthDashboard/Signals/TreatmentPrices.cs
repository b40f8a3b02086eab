using System.Globalization;
using Dapper;
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
            var weeks = StarColumns.Of(kept) is { } star ? Weeks(new Slice(star, scope)) : WeeksBySql(kept, scope);
            return new TreatmentPrices([.. weeks.GroupBy(each => each.Treatment).Select(type => MeasureChart.Of(
                SignalMeasure.CostPerTreatment, Periods.Of(type.Select(each => each.Week), scope, Choices.Of(kept).Period, by), type.Key))]);
        });

    /// <summary>The treatments of each type and week and their cost, from the columns in memory. A week without any has no row.</summary>
    public static IEnumerable<(string Treatment, WeekSums Week)> Weeks(Slice slice)
    {
        var star = slice.Star;
        var weeks = star.Weeks.Count;
        var sums = new Sums[star.TreatmentTypes.Count * weeks];
        foreach (var visit in slice.Visits())
        {
            var week = slice.WeekOf(visit);
            for (var treatment = star.VisitTreatments[visit]; treatment < star.VisitTreatments[visit + 1]; treatment++)
            {
                ref var sum = ref sums[(star.TreatmentType[treatment] * weeks) + week];
                sum.Treatments++;
                sum.Cents += star.TreatmentCents[treatment];
            }
        }

        return from place in Enumerable.Range(0, sums.Length)
               where sums[place].Treatments > 0
               select (star.TreatmentTypes[place / weeks], new WeekSums(Monday(star.Weeks[place % weeks].Week), sums[place]));
    }

    /// <summary>The same by SQL, which defines it.</summary>
    public static IEnumerable<(string Treatment, WeekSums Week)> WeeksBySql(Snapshot snapshot, Scope scope)
    {
        using var connection = snapshot.Open();
        var sql = $"""
            {(scope.IsEverything ? "" : $"with {scope.Prologue()}")}
            select
                treatment.treatment_type,
                visit.week,
                count(*) as treatments,
                sum(treatment.cost_cents) as cents
            from fact_treatments as treatment
            join dim_visits as visit on visit.visit_id = treatment.visit_id
            group by treatment.treatment_type, visit.week
            order by treatment.treatment_type, visit.week
            """;
        return [.. connection.Query<(string Type, string Week, long Treatments, long Cents)>(sql, new DynamicParameters(scope.Parameters()))
            .Select(row => (row.Type, new WeekSums(Monday(row.Week), new Sums { Treatments = (int)row.Treatments, Cents = row.Cents })))];
    }

    private static DateOnly Monday(string week) => DateOnly.ParseExact(week, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
