namespace HealthDashboard.Gold.Views;

/// <summary>One row per ISO week, weeks without visits included.</summary>
public sealed record WeeklyVisitTrends
{
    public static GoldView View { get; } = GoldView.Of<WeeklyVisitTrends>(
        topic: "What do the weeks look like?",
        title: "Weekly trend",
        question: "What do the weeks look like?",
        rows: "week|weeks",
        definition: "Visits by ISO week, Monday to Sunday, with their treatments and cost. A patient counts once a week, so patients do not add up over weeks. A week is complete when all its days lie between the first and the last visit of the data; others are drawn apart. Visits with a date far from all others are in no week, and in the totals alone.",
        chart: new Chart(ChartKind.Line, "week", "num_visits", "patients", "treatments", "total_cost", "avg_cost", "follow_up_rate"),
        holdsAllCost: true,
        visitColumn: "num_visits");

    [Column(nameof(Dimensions.Week))]
    public required string Week { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? NumVisits { get; init; }

    [Column(nameof(Measures.Patients), Label = "Patients")]
    public long? Patients { get; init; }

    [Column(nameof(Measures.Treatments))]
    public long? Treatments { get; init; }

    [Column(nameof(Measures.Cost))]
    public decimal? TotalCost { get; init; }

    [Column(nameof(Dimensions.IsoWeek), Hidden = true)]
    public required string IsoWeek { get; init; }

    [Column(nameof(Measures.DaysWithData), Hidden = true)]
    public long Days { get; init; }

    [Column(nameof(Measures.CostPerTreatment), Hidden = true)]
    public decimal? AvgCost { get; init; }

    [Column(nameof(Measures.FollowUpRate), Hidden = true)]
    public decimal? FollowUpRate { get; init; }

    [Column(nameof(Measures.FollowUps), Hidden = true)]
    public long? FollowUpCount { get; init; }

    [Column(nameof(Measures.VisitsWithAnswer), Hidden = true)]
    public long? VisitsWithAnswer { get; init; }
}
