using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per patient of the ten highest costs; ties at place 10 are all shown.</summary>
public sealed record Top10ExpensivePatients
{
    public static GoldView View { get; } = GoldView.Of<Top10ExpensivePatients>(
        topic: "Who carries the cost?",
        title: "Most expensive patients",
        question: "Which patients carry the highest cost?",
        rows: "patients",
        definition: "The ten patients with the highest billed cost in the scope. Who ties with the tenth is shown too, so there may be more than ten; patients without cost are not.",
        chart: new Chart(ChartKind.Bars, "patient_id", "total_cost", "treatment_count"),
        picksOut: true,
        rollup: Rollup);

    [Column("Id", ColumnKind.Patient, Key = "visit.patient_id")]
    public required string PatientId { get; init; }

    [Column("Patient", ColumnKind.Text, Hidden = true)]
    public required string PatientName { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal TotalCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long TreatmentCount { get; init; }

    [Column("Place", ColumnKind.Number)]
    public long CostRank { get; init; }

    private static IEnumerable<Top10ExpensivePatients> Rollup(Slice slice)
    {
        const int Places = 10;
        var star = slice.Star;
        var sums = slice.Sum(star.PatientIds.Count, visit => star.VisitPatient[visit]);
        var last = sums.Select(sum => sum.Cents).Where(cents => cents > 0).OrderDescending().Take(Places).LastOrDefault(1);
        var top = Enumerable.Range(0, sums.Length).Where(patient => sums[patient].Cents >= last).OrderByDescending(patient => sums[patient].Cents).ToList();
        return top.Select(patient => new Top10ExpensivePatients
        {
            PatientId = star.PatientIds[patient],
            PatientName = star.PatientNames[patient],
            TotalCost = sums[patient].Cost,
            TreatmentCount = sums[patient].Treatments,
            CostRank = 1 + top.FindIndex(other => sums[other].Cents == sums[patient].Cents),
        });
    }
}
