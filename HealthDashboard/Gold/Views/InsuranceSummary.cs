namespace HealthDashboard.Gold.Views;

/// <summary>One row per insurer; Unknown and Uninsured are rows of their own.</summary>
public sealed record InsuranceSummary
{
    public static GoldView View { get; } = GoldView.Of<InsuranceSummary>(
        topic: "What do we bill, and to whom?",
        title: "Insurance",
        question: "How does insurance shape what we bill?",
        rows: "insurer|insurers",
        definition: "Billed cost by insurer. The coverage rate is the insurer's treatments over all treatments in the scope: the data holds no paid amount, so it cannot mean the amount covered. Self-pay is Uninsured; a blank insurer is Unknown.",
        chart: new Chart(ChartKind.Donut, "insurance_provider", "total_cost", "num_treatments"),
        holdsAllCost: true);

    [Column(nameof(Dimensions.Insurer))]
    public required string InsuranceProvider { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    /// <summary>The insurer's treatments over all treatments in the scope. There is no paid amount in the data, so it cannot mean the amount covered.</summary>
    [Column(nameof(Measures.ShareOfTreatments))]
    public decimal? CoverageRate { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? NumTreatments { get; init; }

    [Column(nameof(Measures.ShareOfCost))]
    public decimal? CostShare { get; init; }

    [Column(nameof(Measures.TreatmentsOfScope), Label = "Treatments of all insurers", Hidden = true)]
    public long? AllTreatments { get; init; }

    [Column(nameof(Measures.CostOfScope), Label = "Cost of all insurers", Hidden = true)]
    public decimal? AllCost { get; init; }
}
