namespace HealthDashboard.Gold.Views;

/// <summary>One row per treatment type: its part of the cost.</summary>
public sealed record TreatmentTypeSummary
{
    public static GoldView View { get; } = GoldView.Of<TreatmentTypeSummary>(
        topic: "What do we bill, and to whom?",
        title: "Cost by treatment type",
        question: "Which treatments make up the bill?",
        rows: "treatment type|treatment types",
        definition: "Billed cost by type of treatment, and its percentage of the cost of all treatments in the scope.",
        chart: new Chart(ChartKind.Treemap, "treatment_type", "total_cost", "num_treatments"),
        holdsAllCost: true);

    [Column(nameof(Dimensions.TreatmentType))]
    public required string TreatmentType { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    /// <summary>Of the cost of all treatments in the scope.</summary>
    [Column(nameof(Measures.PercentOfCost))]
    public decimal? CostPct { get; init; }

    [Column(nameof(Measures.CostOfScope), Label = "Cost of all types", Hidden = true)]
    public decimal? AllCost { get; init; }
}
