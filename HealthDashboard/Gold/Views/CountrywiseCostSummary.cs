namespace HealthDashboard.Gold.Views;

/// <summary>One row per country the patients come from.</summary>
public sealed record CountrywiseCostSummary
{
    public static GoldView View { get; } = GoldView.Of<CountrywiseCostSummary>(
        topic: "Who carries the cost?",
        title: "Cost by country",
        question: "Which countries do the costs come from?",
        rows: "country|countries",
        definition: "Billed cost by the patient's country, as the patients' file says it. A missing country is Unknown.",
        chart: new Chart(ChartKind.Bars, "country", "total_cost", "avg_cost", "visit_count"),
        holdsAllCost: true,
        visitColumn: "visit_count");

    [Column(nameof(Dimensions.Country))]
    public required string Country { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? VisitCount { get; init; }

    [Column(nameof(Measures.Treatments), Hidden = true)]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.Patients), Hidden = true)]
    public long? Patients { get; init; }
}
