namespace HealthDashboard.Gold.Views;

/// <summary>One row per doctor: the load carried. No rank: a league table is not a judgement.</summary>
public sealed record DoctorPerformance
{
    public static GoldView View { get; } = GoldView.Of<DoctorPerformance>(
        topic: "Who carries the load?",
        title: "Doctors' load",
        question: "Which doctors carry a high or a low load?",
        rows: "doctor|doctors",
        definition: "Visits handled by the doctor, with the treatments given at them and their billed cost. The department is the doctor's own; visits elsewhere count too. Case mix is not adjusted for, so the order is not a judgement.",
        chart: new Chart(ChartKind.Bars, "doctor_id", "num_visits", "num_treatments", "total_cost", "avg_cost"),
        holdsAllCost: true,
        visitColumn: "num_visits");

    [Column(nameof(Dimensions.Doctor))]
    public required string DoctorId { get; init; }

    [Column(nameof(Dimensions.DoctorName))]
    public required string DoctorName { get; init; }

    [Column(nameof(Dimensions.HomeDepartment))]
    public required string Department { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? NumVisits { get; init; }
}
