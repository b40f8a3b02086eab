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
        var patients = slice.Star.Patients;
        var sums = slice.Sum(patients);
        var costs = new PriorityQueue<long, long>();
        foreach (var sum in sums.Sums.Span)
        {
            if (costs.Count < Places)
                costs.Enqueue(sum.Cents, sum.Cents);
            else
                costs.EnqueueDequeue(sum.Cents, sum.Cents);
        }

        var last = Math.Max(1, costs.Count == 0 ? 0 : costs.Peek());
        var top = new List<(int Patient, Sums Sum)>();
        for (var i = 0; i < sums.Count; i++)
        {
            if (sums.Sums.Span[i].Cents >= last)
                top.Add((sums.Listed.Span[i], sums.Sums.Span[i]));
        }

        top.Sort((a, b) => a.Sum.Cents == b.Sum.Cents ? a.Patient.CompareTo(b.Patient) : b.Sum.Cents.CompareTo(a.Sum.Cents));
        return top.Select(each => new Top10ExpensivePatients
        {
            PatientId = patients.Ids[each.Patient],
            PatientName = patients.Names[each.Patient],
            TotalCost = each.Sum.Cost,
            TreatmentCount = each.Sum.Treatments,
            CostRank = 1 + top.FindIndex(other => other.Sum.Cents == each.Sum.Cents),
        });
    }
}
