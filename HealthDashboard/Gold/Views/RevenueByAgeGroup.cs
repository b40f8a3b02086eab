using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per age group, in age order.</summary>
public sealed record RevenueByAgeGroup
{
    public static GoldView View { get; } = GoldView.Of<RevenueByAgeGroup>(
        topic: "Who carries the cost?",
        title: "Cost by age group",
        question: "Which age groups carry the cost?",
        rows: "age groups",
        definition: "Billed cost by the patient's age group (AHRQ HCUP). The age is the file's, not the age at the visit. A missing age is Unknown.",
        chart: new Chart(ChartKind.Columns, "age_group", "total_cost", "avg_cost", "num_treatments"),
        holdsAllCost: true,
        rollup: Rollup);

    [Column("Age group", ColumnKind.Text, Key = "patient.age_group")]
    public required string AgeGroup { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? NumTreatments { get; init; }

    [Column("Patients with visits", ColumnKind.People, From = MadeOf.Patients, Hidden = true)]
    public long? Patients { get; init; }

    private static IEnumerable<RevenueByAgeGroup> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.Sum(star.AgeGroups.Count, visit => star.PatientAgeGroup[star.VisitPatient[visit]]);
        var patients = slice.Distinct(star.AgeGroups.Count, visit => star.PatientAgeGroup[star.VisitPatient[visit]], star.PatientIds.Count, star.VisitPatient);
        return slice.Listed(sums).Select(group => new RevenueByAgeGroup
        {
            AgeGroup = star.AgeGroups[group],
            TotalCost = sums[group].Cost,
            AvgCost = sums[group].AvgCost,
            NumTreatments = sums[group].Treatments,
            Patients = patients[group],
        });
    }
}
