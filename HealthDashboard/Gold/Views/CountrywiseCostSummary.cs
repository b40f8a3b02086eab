using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per country the patients come from.</summary>
public sealed record CountrywiseCostSummary
{
    public static GoldView View { get; } = GoldView.Of<CountrywiseCostSummary>(
        topic: "Who carries the cost?",
        title: "Cost by country",
        question: "Which countries do the costs come from?",
        rows: "countries",
        definition: "Billed cost by the patient's country, as the patients' file says it. A missing country is Unknown.",
        chart: new Chart(ChartKind.Bars, "country", "total_cost", "avg_cost", "visit_count"),
        holdsAllCost: true,
        visitColumn: "visit_count",
        rollup: Rollup);

    [Column("Country", ColumnKind.Text, Key = "patient.country")]
    public required string Country { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? VisitCount { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments, Hidden = true)]
    public long? NumTreatments { get; init; }

    [Column("Patients with visits", ColumnKind.People, From = MadeOf.Patients, Hidden = true)]
    public long? Patients { get; init; }

    private static IEnumerable<CountrywiseCostSummary> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.Sum(star.Countries.Count, visit => star.PatientCountry[star.VisitPatient[visit]]);
        var patients = slice.Distinct(star.Countries.Count, visit => star.PatientCountry[star.VisitPatient[visit]], star.PatientIds.Count, star.VisitPatient);
        return slice.Listed(sums).OrderByDescending(country => sums[country].Cents).Select(country => new CountrywiseCostSummary
        {
            Country = star.Countries[country],
            TotalCost = sums[country].Cost,
            AvgCost = sums[country].AvgCost,
            VisitCount = sums[country].Visits,
            NumTreatments = sums[country].Treatments,
            Patients = patients[country],
        });
    }
}
