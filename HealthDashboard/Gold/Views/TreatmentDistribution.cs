using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per treatment type: how its costs are spread.</summary>
public sealed record TreatmentDistribution
{
    public static GoldView View { get; } = GoldView.Of<TreatmentDistribution>(
        topic: "What do we bill, and to whom?",
        title: "Spread of treatment costs",
        question: "What does a treatment usually cost, and how far does it vary?",
        rows: "treatment types",
        definition: "Lowest, highest and average billed cost by treatment type, with the quartiles by linear interpolation (type 7): a quarter of the treatments cost less than the lower quartile, half less than the median.",
        chart: new Chart(ChartKind.Box, "treatment_type", "median_cost"),
        holdsAllCost: true,
        rollup: Rollup);

    [Column("Treatment", ColumnKind.Text, Key = "treatment.treatment_type")]
    public required string TreatmentType { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? NumTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Lowest", ColumnKind.Money, From = MadeOf.LowestCost, NoTotal = true)]
    public decimal? MinCost { get; init; }

    [Column("Highest", ColumnKind.Money, From = MadeOf.HighestCost, NoTotal = true)]
    public decimal? MaxCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Lower quartile", ColumnKind.Money, From = MadeOf.LowerQuartile, NoTotal = true)]
    public decimal? P25Cost { get; init; }

    [Column("Median", ColumnKind.Money, From = MadeOf.Median, NoTotal = true)]
    public decimal? MedianCost { get; init; }

    [Column("Upper quartile", ColumnKind.Money, From = MadeOf.UpperQuartile, NoTotal = true)]
    public decimal? P75Cost { get; init; }

    private static IEnumerable<TreatmentDistribution> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.SumTreatments(star.TreatmentTypes.Count, star.TreatmentType);
        var costs = slice.Costs(sums, star.TreatmentType);
        return Enumerable.Range(0, sums.Length).Where(type => sums[type].Treatments > 0).OrderByDescending(type => Quartile(costs[type], 2)).Select(type => new TreatmentDistribution
        {
            TreatmentType = star.TreatmentTypes[type],
            NumTreatments = sums[type].Treatments,
            TotalCost = sums[type].Cost,
            MinCost = (decimal)(costs[type][0] / 100.0),
            MaxCost = (decimal)(costs[type][^1] / 100.0),
            AvgCost = sums[type].AvgCost,
            P25Cost = (decimal)Quartile(costs[type], 1),
            MedianCost = (decimal)Quartile(costs[type], 2),
            P75Cost = (decimal)Quartile(costs[type], 3),
        });
    }

    /// <summary>By linear interpolation (type 7), in whole quarters of a cent.</summary>
    private static double Quartile(int[] ascending, int quartile)
    {
        var (place, rest) = Math.DivRem((ascending.Length - 1L) * quartile, 4);
        var next = Math.Min(place + 1, ascending.Length - 1L);
        return ((ascending[place] * (4 - rest)) + (ascending[next] * rest)) / 400.0;
    }
}
