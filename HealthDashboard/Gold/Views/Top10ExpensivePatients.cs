namespace HealthDashboard.Gold.Views;

/// <summary>One row per patient of the ten highest costs; ties at place 10 are all shown.</summary>
public sealed record Top10ExpensivePatients
{
    public static GoldView View { get; } = GoldView.Of<Top10ExpensivePatients>(
        topic: "Who carries the cost?",
        title: "Most expensive patients",
        question: "Which patients carry the highest cost?",
        rows: "patient|patients",
        definition: "The ten patients with the highest billed cost in the scope. Who ties with the tenth is shown too, so there may be more than ten; patients without cost are not.",
        chart: new Chart(ChartKind.Bars, "patient_id", "total_cost", "treatment_count"),
        top: (Measures.Cost, 10));

    [Column(nameof(Dimensions.Patient))]
    public required string PatientId { get; init; }

    [Column(nameof(Dimensions.PatientName), Hidden = true)]
    public required string PatientName { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal TotalCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long TreatmentCount { get; init; }

    [Column(nameof(Measures.PlaceByCost))]
    public long CostRank { get; init; }
}
