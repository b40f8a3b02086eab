using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>The cost of each department by insurer, whichever insurer is filtered by. What is not among the first insurers stands together.</summary>
/// <param name="Insurers">Those with the highest cost, in that order.</param>
/// <param name="Rows">In the order of the departments' cost; the amounts in the order of the insurers.</param>
[ImmutableObject(true)]
public sealed record CostCross(IReadOnlyList<string> Insurers, IReadOnlyList<CostCross.Row> Rows)
{
    private const int MostInsurers = 7;

    /// <param name="Others">Of the insurers that have no column.</param>
    public sealed record Row(string Department, IReadOnlyList<decimal> Costs, decimal Others, decimal All);

    public bool HasOthers => Rows.Any(row => row.Others > 0);

    public static ValueTask<CostCross> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope)
    {
        scope.MustNotBeShared();
        var everybody = scope.With(Dimensions.Insurer);
        return reader.KeepAsync(snapshot, everybody, $"cost cross|{everybody}", Of);
    }

    private static CostCross Of(ScopedVisits scoped)
    {
        var (star, departments, insurers) = (scoped.Star, scoped.Star.Departments.Count, scoped.Star.Insurers.Count);
        var (departmentOf, insurerOf) = (scoped.CodesOf(Fact.Treatments, Dimensions.Department), scoped.CodesOf(Fact.Treatments, Dimensions.Insurer));
        var sums = scoped.SumTreatments(departments * insurers, [.. departmentOf.Select((department, place) => (department * insurers) + insurerOf[place])]);
        var byInsurer = scoped.SumTreatments(insurers, insurerOf);
        int[] shown = [.. Enumerable.Range(0, insurers).Where(insurer => byInsurer[insurer].Treatments > 0).OrderByDescending(insurer => byInsurer[insurer].Cents).Take(MostInsurers)];
        var rows = new List<Row>();
        for (var department = 0; department < departments; department++)
        {
            var own = sums.AsMemory(department * insurers, insurers);
            if (own.Span.ToArray().All(sum => sum.Treatments == 0))
                continue;
            var (all, costs) = (own.Span.ToArray().Sum(sum => sum.Cents) / 100m, shown.Select(insurer => own.Span[insurer].Cents / 100m).ToList());
            rows.Add(new Row(star.Departments[department], costs, all - costs.Sum(), all));
        }

        return new CostCross([.. shown.Select(insurer => star.Insurers[insurer])], [.. rows.OrderByDescending(row => row.All)]);
    }
}
