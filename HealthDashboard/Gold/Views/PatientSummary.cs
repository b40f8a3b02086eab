using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per patient: visits, treatments and what they cost.</summary>
public sealed record PatientSummary
{
    public static GoldView View { get; } = GoldView.Of<PatientSummary>(
        topic: "Who carries the cost?",
        title: "Patients",
        question: "How much care did each patient need?",
        rows: "patients",
        definition: "Visits of the patient, the treatments given at them and their billed cost. Follow-ups are visits at which one was recommended. Patients without visits are listed with zeros while nothing is filtered.",
        chart: new Chart(ChartKind.Scatter, "patient_id", "total_cost") { Across = "total_visits" },
        holdsAllCost: true,
        visitColumn: "total_visits",
        rollup: Rollup);

    [Column("Id", ColumnKind.Patient, Key = "visit.patient_id")]
    public required string PatientId { get; init; }

    [Column("Patient", ColumnKind.Text, Hidden = true)]
    public required string PatientName { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long TotalVisits { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal TotalCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long NumTreatments { get; init; }

    [Column("Follow-ups recommended", ColumnKind.Count, From = MadeOf.FollowUps)]
    public long FollowUps { get; init; }

    private static PeopleRows<PatientSummary> Rollup(Slice slice)
    {
        var patients = slice.Star.Patients;
        return new(View, slice.Sum(patients), [patients.IdText, patients.NameText], (patient, sum) => new PatientSummary
        {
            PatientId = patients.Ids[patient],
            PatientName = patients.Names[patient],
            TotalVisits = sum.Visits,
            TotalCost = sum.Cost,
            NumTreatments = sum.Treatments,
            FollowUps = sum.FollowUps,
        });
    }
}
