using HealthDashboard.Gold.Columns;

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
        holdsAllCost: true,
        rollup: Rollup);

    [Column("Department", ColumnKind.Department, Key = "visit.department")]
    public required string Department { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? TotalTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(TotalTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Patients treated", ColumnKind.People, From = MadeOf.PatientsTreated)]
    public long? PatientCount { get; init; }

    [Column("Doctors treating", ColumnKind.People, From = MadeOf.DoctorsTreating)]
    public long? DoctorCount { get; init; }

    private static IEnumerable<DepartmentTreatmentSummary> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.Sum(star.Departments.Count, visit => star.VisitDepartment[visit]);
        var patients = slice.Distinct(star.Departments.Count, visit => star.VisitDepartment[visit], star.PatientIds.Count, star.VisitPatient, treated: true);
        var doctors = slice.Distinct(star.Departments.Count, visit => star.VisitDepartment[visit], star.DoctorIds.Count, star.VisitDoctor, treated: true);
        return slice.Listed(sums).OrderByDescending(department => sums[department].Cents).Select(department => new DepartmentTreatmentSummary
        {
            Department = star.Departments[department],
            TotalTreatments = sums[department].Treatments,
            TotalCost = sums[department].Cost,
            AvgCost = sums[department].AvgCost,
            PatientCount = patients[department],
            DoctorCount = doctors[department],
        });
    }
}
