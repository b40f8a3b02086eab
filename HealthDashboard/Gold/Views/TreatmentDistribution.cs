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
        holdsAllCost: true);

    [Column("Treatment", ColumnKind.Text, Key = "treatment.treatment_type")]
    public required string TreatmentType { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long NumTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal TotalCost { get; init; }

    [Column("Lowest", ColumnKind.Money, From = MadeOf.LowestCost, NoTotal = true)]
    public decimal MinCost { get; init; }

    [Column("Highest", ColumnKind.Money, From = MadeOf.HighestCost, NoTotal = true)]
    public decimal MaxCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Lower quartile", ColumnKind.Money, From = MadeOf.LowerQuartile, NoTotal = true)]
    public decimal P25Cost { get; init; }

    [Column("Median", ColumnKind.Money, From = MadeOf.Median, NoTotal = true)]
    public decimal MedianCost { get; init; }

    [Column("Upper quartile", ColumnKind.Money, From = MadeOf.UpperQuartile, NoTotal = true)]
    public decimal P75Cost { get; init; }
}
