namespace HealthDashboard.Gold.Views;

/// <summary>One row per department and ISO week, weeks without visits included.</summary>
public sealed record DepartmentWeeklyKpis
{
    public static GoldView View { get; } = GoldView.Of<DepartmentWeeklyKpis>(
        topic: "What do the weeks look like?",
        title: "Departments by week",
        question: "When was which department busy?",
        rows: "department week|department weeks",
        definition: "Cost, treatments and visits of each department in each ISO week, Monday to Sunday, from the first week of the scope to the last. Visits with a date far from all others are in no week, and in the totals alone. Where departments times weeks are more than 500,000, a week in which a department had no visit has no row.",
        chart: new Chart(ChartKind.HeatMap, "week", "num_visits", "total_cost", "treatment_count") { Across = "department" },
        holdsAllCost: true,
        visitColumn: "num_visits");

    [Column(nameof(Dimensions.Department))]
    public required string Department { get; init; }

    [Column(nameof(Dimensions.Week))]
    public required string Week { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Measures.CostPerTreatment))]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? TreatmentCount { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? NumVisits { get; init; }

    [Column(nameof(Dimensions.IsoWeek), Hidden = true)]
    public required string IsoWeek { get; init; }

    [Column(nameof(Measures.DaysWithData), Hidden = true)]
    public long Days { get; init; }

    [Column(nameof(Measures.FollowUpRate), Hidden = true)]
    public decimal? FollowUpRate { get; init; }

    [Column(nameof(Measures.FollowUps), Hidden = true)]
    public long? FollowUpCount { get; init; }

    [Column(nameof(Measures.VisitsWithAnswer), Hidden = true)]
    public long? VisitsWithAnswer { get; init; }
}
