namespace HealthDashboard.Gold.Views;

/// <summary>One row per patient: visits, treatments and what they cost.</summary>
public sealed record PatientSummary
{
    public static GoldView View { get; } = GoldView.Of<PatientSummary>(
        topic: "Who carries the cost?",
        title: "Patients",
        question: "How much care did each patient need?",
        rows: "patient|patients",
        definition: "Visits of the patient, the treatments given at them and their billed cost. Follow-ups are visits at which one was recommended. Patients without visits are listed with zeros while nothing is filtered.",
        chart: new Chart(ChartKind.Scatter, "patient_id", "total_cost") { Across = "total_visits" },
        holdsAllCost: true,
        visitColumn: "total_visits");

    [Column(nameof(Dimensions.Patient))]
    public required string PatientId { get; init; }

    [Column(nameof(Dimensions.PatientName), Hidden = true)]
    public required string PatientName { get; init; }

    [Column(nameof(Measures.Visits))]
    public long TotalVisits { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal TotalCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long NumTreatments { get; init; }

    [Column(nameof(Measures.FollowUps))]
    public long FollowUps { get; init; }
}
