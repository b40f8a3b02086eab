namespace HealthDashboard.Gold.Views;

/// <summary>One row per age group, in age order.</summary>
public sealed record RevenueByAgeGroup
{
    public static GoldView View { get; } = GoldView.Of<RevenueByAgeGroup>(
        topic: "Who carries the cost?",
        title: "Cost by age group",
        question: "Which age groups carry the cost?",
        rows: "age group|age groups",
        definition: "Billed cost by the patient's age group (AHRQ HCUP). The age is the file's, not the age at the visit. A missing age is Unknown.",
        chart: new Chart(ChartKind.Columns, "age_group", "total_cost", "avg_cost", "num_treatments"),
        holdsAllCost: true);

    [Column(nameof(Dimensions.AgeGroup))]
    public required string AgeGroup { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.Patients), Hidden = true)]
    public long? Patients { get; init; }
}
