namespace HealthDashboard.Gold.Views;

/// <summary>One row per treatment type: how its costs are spread.</summary>
public sealed record TreatmentDistribution
{
    public static GoldView View { get; } = GoldView.Of<TreatmentDistribution>(
        topic: "What do we bill, and to whom?",
        title: "Spread of treatment costs",
        question: "What does a treatment usually cost, and how far does it vary?",
        rows: "treatment type|treatment types",
        definition: "Lowest, highest and average billed cost by treatment type, with the quartiles by linear interpolation (type 7): a quarter of the treatments cost less than the lower quartile, half less than the median.",
        chart: new Chart(ChartKind.Box, "treatment_type", "median_cost"),
        holdsAllCost: true);

    [Column(nameof(Dimensions.TreatmentType))]
    public required string TreatmentType { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.LowestCost))]
    public decimal? MinCost { get; init; }

    [Column(nameof(Measures.HighestCost))]
    public decimal? MaxCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.LowerQuartile))]
    public decimal? P25Cost { get; init; }

    [Column(nameof(Measures.MedianCost))]
    public decimal? MedianCost { get; init; }

    [Column(nameof(Measures.UpperQuartile))]
    public decimal? P75Cost { get; init; }
}
