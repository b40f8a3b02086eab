using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per treatment type: its part of the cost.</summary>
public sealed record TreatmentTypeSummary
{
    public static GoldView View { get; } = GoldView.Of<TreatmentTypeSummary>(
        topic: "What do we bill, and to whom?",
        title: "Cost by treatment type",
        question: "Which treatments make up the bill?",
        rows: "treatment types",
        definition: "Billed cost by type of treatment, and its percentage of the cost of all treatments in the scope.",
        chart: new Chart(ChartKind.Treemap, "treatment_type", "total_cost", "num_treatments"),
        holdsAllCost: true,
        rollup: Rollup);

    [Column("Treatment", ColumnKind.Text, Key = "treatment.treatment_type")]
    public required string TreatmentType { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? NumTreatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    /// <summary>Of the cost of all treatments in the scope.</summary>
    [Column("Share of cost (%)", ColumnKind.Percent, Of = nameof(TotalCost), Over = nameof(AllCost))]
    public decimal? CostPct { get; init; }

    [Column("Cost of all types", ColumnKind.Money, From = MadeOf.Cost, Constant = true, Hidden = true)]
    public decimal? AllCost { get; init; }

    private static IEnumerable<TreatmentTypeSummary> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.SumTreatments(star.TreatmentTypes.Count, star.TreatmentType);
        var cents = sums.Sum(sum => sum.Cents);
        return Enumerable.Range(0, sums.Length).Where(type => sums[type].Treatments > 0).OrderByDescending(type => sums[type].Cents).Select(type => new TreatmentTypeSummary
        {
            TreatmentType = star.TreatmentTypes[type],
            NumTreatments = sums[type].Treatments,
            TotalCost = sums[type].Cost,
            AvgCost = sums[type].AvgCost,
            CostPct = cents == 0 ? null : (decimal)(sums[type].Cents * 100.0 / cents),
            AllCost = (decimal)(cents / 100.0),
        });
    }
}
