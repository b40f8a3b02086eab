using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>The cost of each value of a dimension by insurer, whichever insurer is filtered by. What is not among the first insurers stands together.</summary>
/// <param name="Down">Departments, treatment types, quarters or years.</param>
/// <param name="Insurers">Those with the highest cost, in that order.</param>
/// <param name="OtherInsurers">How many others have a treatment in the scope.</param>
/// <param name="Rows">In the order of their cost; of time the latest first. The amounts in the order of the insurers.</param>
[ImmutableObject(true)]
public sealed record CostCross(Dimension Down, IReadOnlyList<string> Insurers, int OtherInsurers, IReadOnlyList<CostCross.Row> Rows)
{
    private const int MostInsurers = 7;

    /// <summary>Six years: of more quarters nobody reads a table.</summary>
    private const int MostQuarters = 24;

    /// <param name="Key">As filters name it; of time the first day.</param>
    /// <param name="Others">Of the insurers that have no column.</param>
    public sealed record Row(string Key, IReadOnlyList<decimal> Costs, decimal Others, decimal All);

    public bool HasOthers => Rows.Any(row => row.Others > 0);

    /// <summary>Quarters, or years where there are too many of them.</summary>
    public static Dimension Time((DateOnly First, DateOnly Last) days) =>
        CalendarPeriod.Count(TimeGrain.Quarter, days.First, days.Last) > MostQuarters ? Dimensions.Year : Dimensions.Quarter;

    /// <param name="most">So many insurers have a column of their own.</param>
    public static ValueTask<CostCross> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, Dimension down, int most = MostInsurers)
    {
        scope.MustNotBeShared();
        var everybody = scope.With(Dimensions.Insurer);
        return reader.KeepAsync(snapshot, everybody, $"cost cross|{down.Name}|{most}|{everybody}", scoped => Of(scoped, down, most));
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static CostCross Of(ScopedVisits scoped, Dimension down, int most)
    {
        var (star, values, insurers) = (scoped.Star, down.Values(scoped.Star), scoped.Star.Insurers.Count);
        var (valueOf, insurerOf) = (scoped.CodesOf(Fact.Treatments, down), scoped.CodesOf(Fact.Treatments, Dimensions.Insurer));
        // Visits outside the calendar are in no quarter.
        var sums = scoped.SumTreatments(values.Count * insurers, [.. valueOf.Select((value, place) => value < 0 ? value : (value * insurers) + insurerOf[place])]);
        var byInsurer = scoped.SumTreatments(insurers, insurerOf);
        int[] there = [.. Enumerable.Range(0, insurers).Where(insurer => byInsurer[insurer].Treatments > 0).OrderByDescending(insurer => byInsurer[insurer].Cents)];
        var shown = there.Take(most).ToArray();
        var rows = new List<Row>();
        for (var value = 0; value < values.Count; value++)
        {
            var own = sums.AsMemory(value * insurers, insurers).ToArray();
            if (own.All(sum => sum.Treatments == 0))
                continue;
            var (all, costs) = (own.Sum(sum => sum.Cents) / 100m, shown.Select(insurer => own[insurer].Cents / 100m).ToList());
            rows.Add(new Row(values[value], costs, all - costs.Sum(), all));
        }

        if (down.Grain is not null)
            rows.Reverse();
        return new CostCross(down, [.. shown.Select(insurer => star.Insurers[insurer])], there.Length - shown.Length, down.Grain is not null ? rows : [.. rows.OrderByDescending(row => row.All)]);
    }
}
