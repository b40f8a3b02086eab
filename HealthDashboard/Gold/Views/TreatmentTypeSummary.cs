namespace HealthDashboard.Gold.Views;

/// <summary>One row per treatment type: its part of the cost.</summary>
public sealed record TreatmentTypeSummary
{
    public static GoldView View { get; } = GoldView.Of<TreatmentTypeSummary>(
        topic: "What do we bill, and to whom?",
        title: "Cost by treatment type",
        question: "Which treatments make up the bill?",
        rows: "treatment types",
        definition: "Billed cost by type of treatment, and its percentage of the cost of all treatments in the scope.",
        chart: new Chart(ChartKind.Treemap, "treatment_type", "total_cost", "num_treatments"),
        holdsAllCost: true);

    [Column("Treatment", ColumnKind.Text, Key = "treatment.treatment_type")]
    public required string TreatmentType { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long NumTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    /// <summary>Of the cost of all treatments in the scope.</summary>
    [Column("Share of cost (%)", ColumnKind.Percent, Of = nameof(TotalCost), Over = nameof(AllCost))]
    public decimal? CostPct { get; init; }

    [Column("Cost of all types", ColumnKind.Money, From = MadeOf.Cost, Constant = true, Hidden = true)]
    public decimal AllCost { get; init; }
}
