using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Signals;

/// <summary>What one treatment of a type costs lately, beside the time before.</summary>
/// <param name="Now">Of the last twelve weeks that make whole periods, or of as many as there are.</param>
/// <param name="Then">Of the twelve before, or of as many as there are.</param>
public sealed record PriceMove(MeasureChart Chart, Sums Now, Sums Then)
{
    private const int Compared = 3;

    /// <summary>Of fewer treatments one dear one moves the mean.</summary>
    private const int Fewest = 20;

    public string Treatment => Chart.Treatment!;

    /// <summary>Null where there was none.</summary>
    public decimal? Price => (decimal?)Chart.Measure.Value(Now);

    /// <inheritdoc cref="Price"/>
    public decimal? Before => (decimal?)Chart.Measure.Value(Then);

    /// <summary>How many weeks the price is of: twelve, unless there are fewer in the data or the filter, or since the first treatment of the type.</summary>
    public int Weeks => Math.Min(Compared, Chart.Periods.Complete.Count) * EarlierPeriod.Length;

    /// <summary>0.1 for a tenth more; null where too few treatments say so, or not twice twelve weeks.</summary>
    public decimal? Moved => Chart.Periods.Complete.Count >= 2 * Compared && Now.Treatments >= Fewest && Then.Treatments >= Fewest && Before > 0 ? (Price / Before) - 1 : null;

    /// <summary>What stands out first, then what moved furthest, then what is billed most.</summary>
    public static IReadOnlyList<PriceMove> Ranked(TreatmentPrices prices) =>
    [
        .. prices.Charts.Where(chart => chart.Periods.By == Grouping.FourWeeks).Select(Of)
            .OrderByDescending(move => move.Chart.Finding is not null)
            .ThenByDescending(move => Math.Abs(move.Moved ?? 0))
            .ThenByDescending(move => move.Now.Treatments),
    ];

    private static PriceMove Of(MeasureChart chart)
    {
        var complete = chart.Periods.Complete;
        return new(chart, Sum(complete.TakeLast(Compared)), Sum(complete.SkipLast(Compared).TakeLast(Compared)));
    }

    private static Sums Sum(IEnumerable<Period> periods) => periods.Aggregate(default(Sums), (sum, period) => sum + period.Sums);
}
