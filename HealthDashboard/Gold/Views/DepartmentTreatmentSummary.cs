namespace HealthDashboard.Gold.Views;

/// <summary>One row per department: what care there cost.</summary>
public sealed record DepartmentTreatmentSummary
{
    public static GoldView View { get; } = GoldView.Of<DepartmentTreatmentSummary>(
        topic: "Which departments cost what?",
        title: "Cost by department",
        question: "Which departments cost what?",
        rows: "departments",
        definition: "Billed cost of the treatments given at visits in the department. The department is where care happened, not the doctor's own. Patients and doctors are counted once, over visits with a treatment; the same person may count in several departments.",
        chart: new Chart(ChartKind.Bars, "department", "total_cost", "avg_cost", "total_treatments", "patient_count"),
        holdsAllCost: true);

    [Column("Department", ColumnKind.Department, Key = "visit.department")]
    public required string Department { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long TotalTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(TotalTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Patients treated", ColumnKind.People, From = MadeOf.PatientsTreated)]
    public long PatientCount { get; init; }

    [Column("Doctors treating", ColumnKind.People, From = MadeOf.DoctorsTreating)]
    public long DoctorCount { get; init; }
}
