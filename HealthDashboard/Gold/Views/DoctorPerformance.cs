using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per doctor: the load carried. No rank: a league table is not a judgement.</summary>
public sealed record DoctorPerformance
{
    public static GoldView View { get; } = GoldView.Of<DoctorPerformance>(
        topic: "Who carries the load?",
        title: "Doctors' load",
        question: "Which doctors carry a high or a low load?",
        rows: "doctors",
        definition: "Visits handled by the doctor, with the treatments given at them and their billed cost. The department is the doctor's own; visits elsewhere count too. Case mix is not adjusted for, so the order is not a judgement.",
        chart: new Chart(ChartKind.Bars, "doctor_id", "num_visits", "num_treatments", "total_cost", "avg_cost"),
        holdsAllCost: true,
        visitColumn: "num_visits",
        rollup: Rollup);

    [Column("Id", ColumnKind.Doctor, Key = "visit.doctor_id")]
    public required string DoctorId { get; init; }

    [Column("Doctor", ColumnKind.Text)]
    public required string DoctorName { get; init; }

    [Column("Home department", ColumnKind.Text)]
    public required string Department { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? NumTreatments { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? NumVisits { get; init; }

    private static PeopleRows<DoctorPerformance> Rollup(Slice slice)
    {
        var (doctors, department) = (slice.Star.Doctors, new PeopleText(slice.Star.Departments, slice.Star.DoctorDepartment));
        return new(View, slice.Sum(doctors), [doctors.IdText, doctors.NameText, department], (doctor, sum) => new DoctorPerformance
        {
            DoctorId = doctors.Ids[doctor],
            DoctorName = doctors.Names[doctor],
            Department = department[doctor],
            TotalCost = sum.Cost,
            NumTreatments = sum.Treatments,
            AvgCost = sum.AvgCost,
            NumVisits = sum.Visits,
        });
    }
}
