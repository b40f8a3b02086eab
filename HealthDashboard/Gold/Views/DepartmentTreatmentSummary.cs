namespace HealthDashboard.Gold.Views;

/// <summary>One row per department: what care there cost.</summary>
public sealed record DepartmentTreatmentSummary
{
    public static GoldView View { get; } = GoldView.Of<DepartmentTreatmentSummary>(
        topic: "Which departments cost what?",
        title: "Cost by department",
        question: "Which departments cost what?",
        rows: "department|departments",
        definition: "Billed cost of the treatments given at visits in the department. The department is where care happened, not the doctor's own. Patients and doctors are counted once, over visits with a treatment; the same person may count in several departments.",
        chart: new Chart(ChartKind.Bars, "department", "total_cost", "avg_cost", "total_treatments", "patient_count"),
        holdsAllCost: true);

    [Column(nameof(Dimensions.Department))]
    public required string Department { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? TotalTreatments { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.PatientsTreated))]
    public long? PatientCount { get; init; }

    [Column(nameof(Measures.DoctorsTreating))]
    public long? DoctorCount { get; init; }
}
