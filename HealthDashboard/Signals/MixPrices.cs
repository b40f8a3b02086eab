using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>What the treatments of one insurer or department cost, beside what the same treatments cost at everybody's prices.</summary>
/// <param name="Expected">Own treatments of each type times the mean price of all treatments of that type, to the cent.</param>
/// <param name="Alone">How many of the treatments are of a type that nobody else has: everybody's price is their own.</param>
public sealed record MixPrice(string Key, long Treatments, decimal Observed, decimal Expected, long Alone)
{
    /// <summary>Of fewer treatments one dear one makes the ratio.</summary>
    public const int FewestTreatments = 25;

    public decimal Difference => Observed - Expected;

    /// <summary>1 for as much as everybody's prices make; null where these make nothing.</summary>
    public decimal? Ratio => Expected == 0 ? null : Observed / Expected;

    public bool IsTooFew => Treatments < FewestTreatments;
}

/// <summary>
/// The price of the same mix by indirect standardisation over treatment types. Everybody is all treatments in the scope without the dimension's own filter. The
/// differences add up to nothing, to the cent: what some pay more, others pay less.
/// </summary>
[ImmutableObject(true)]
public sealed record MixPrices(IReadOnlyList<MixPrice> Rows)
{
    /// <summary>Of each value that has a treatment, the one that pays most above everybody's prices first.</summary>
    public static ValueTask<MixPrices> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, Dimension dimension)
    {
        scope.MustNotBeShared();
        var everybody = scope.With(dimension);
        return reader.KeepAsync(snapshot, everybody, $"mix prices|{dimension.Name}|{everybody}", scoped => Of(scoped, dimension));
    }

    public static MixPrices Of(ScopedVisits scoped, Dimension dimension)
    {
        var (star, values) = (scoped.Star, dimension.Values(scoped.Star));
        var types = star.TreatmentTypes.Count;
        var (valueOf, typeOf) = (scoped.CodesOf(Fact.Treatments, dimension), scoped.CodesOf(Fact.Treatments, Dimensions.TreatmentType));
        var own = scoped.SumTreatments(values.Count * types, [.. valueOf.Select((value, place) => (value * types) + typeOf[place])]);
        var all = scoped.SumTreatments(types, typeOf);
        var rows = new List<MixPrice>();
        var exact = new List<decimal>();
        for (var value = 0; value < values.Count; value++)
        {
            var strata = own.AsSpan(value * types, types);
            var (treatments, cents, alone, expected) = (0L, 0L, 0L, 0m);
            for (var type = 0; type < types; type++)
            {
                if (strata[type].Treatments == 0)
                    continue;
                treatments += strata[type].Treatments;
                cents += strata[type].Cents;
                alone += strata[type].Treatments == all[type].Treatments ? strata[type].Treatments : 0;
                expected += (decimal)strata[type].Treatments * all[type].Cents / all[type].Treatments;
            }

            if (treatments == 0)
                continue;
            rows.Add(new MixPrice(values[value], treatments, cents / 100m, 0, alone));
            exact.Add(expected);
        }

        var rounded = Rounded(exact, all.Sum(sum => sum.Cents));
        return new MixPrices([.. rows.Select((row, place) => row with { Expected = rounded[place] / 100m }).OrderByDescending(row => row.Difference)]);
    }

    /// <summary>Whole cents that add up to the whole: the largest remainders are rounded up.</summary>
    private static decimal[] Rounded(List<decimal> exact, long whole)
    {
        var cents = exact.Select(decimal.Floor).ToArray();
        var left = (int)(whole - cents.Sum());
        foreach (var place in Enumerable.Range(0, cents.Length).OrderByDescending(place => exact[place] - cents[place]).Take(left))
            cents[place]++;
        return cents;
    }
}
