using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per insurer; Unknown and Uninsured are rows of their own.</summary>
public sealed record InsuranceSummary
{
    public static GoldView View { get; } = GoldView.Of<InsuranceSummary>(
        topic: "What do we bill, and to whom?",
        title: "Insurance",
        question: "How does insurance shape what we bill?",
        rows: "insurers",
        definition: "Billed cost by insurer. The coverage rate is the insurer's treatments over all treatments in the scope: the data holds no paid amount, so it cannot mean the amount covered. Self-pay is Uninsured; a blank insurer is Unknown.",
        chart: new Chart(ChartKind.Donut, "insurance_provider", "total_cost", "num_treatments"),
        holdsAllCost: true,
        rollup: Rollup);

    [Column("Insurer", ColumnKind.Text, Key = "treatment.insurance_provider")]
    public required string InsuranceProvider { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    /// <summary>The insurer's treatments over all treatments in the scope. There is no paid amount in the data, so it cannot mean the amount covered.</summary>
    [Column("Share of treatments", ColumnKind.Rate, Of = nameof(NumTreatments), Over = nameof(AllTreatments))]
    public decimal? CoverageRate { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(NumTreatments))]
    public decimal? AvgCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? NumTreatments { get; init; }

    [Column("Share of cost", ColumnKind.Rate, Of = nameof(TotalCost), Over = nameof(AllCost))]
    public decimal? CostShare { get; init; }

    [Column("Treatments of all insurers", ColumnKind.Number, From = MadeOf.Treatments, Constant = true, Hidden = true)]
    public long? AllTreatments { get; init; }

    [Column("Cost of all insurers", ColumnKind.Money, From = MadeOf.Cost, Constant = true, Hidden = true)]
    public decimal? AllCost { get; init; }

    private static IEnumerable<InsuranceSummary> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.SumTreatments(star.Insurers.Count, star.TreatmentInsurer);
        var (treatments, cents) = (sums.Sum(sum => sum.Treatments), sums.Sum(sum => sum.Cents));
        return Enumerable.Range(0, sums.Length).Where(insurer => sums[insurer].Treatments > 0).OrderByDescending(insurer => sums[insurer].Cents).Select(insurer => new InsuranceSummary
        {
            InsuranceProvider = star.Insurers[insurer],
            TotalCost = sums[insurer].Cost,
            CoverageRate = (decimal)(sums[insurer].Treatments * 1.0 / treatments),
            AvgCost = sums[insurer].AvgCost,
            NumTreatments = sums[insurer].Treatments,
            CostShare = cents == 0 ? null : (decimal)(sums[insurer].Cents * 1.0 / cents),
            AllTreatments = treatments,
            AllCost = (decimal)(cents / 100.0),
        });
    }
}
