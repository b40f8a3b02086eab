namespace HealthDashboard.Gold.Views;

/// <summary>One row per department: how often a follow-up was recommended. Neither good nor bad by itself.</summary>
public sealed record FollowUpSummary
{
    public static GoldView View { get; } = GoldView.Of<FollowUpSummary>(
        topic: "Which departments cost what?",
        title: "Follow-ups by department",
        question: "How often do departments recommend a follow-up?",
        rows: "department|departments",
        definition: "Visits with a recommended follow-up over visits that say yes or no. A visit that says neither is in neither part. A recommendation is neither good nor bad.",
        chart: new Chart(ChartKind.Bars, "department", "follow_up_rate", "follow_up_count", "num_visits"),
        visitColumn: "num_visits");

    [Column(nameof(Dimensions.Department))]
    public required string Department { get; init; }

    [Column(nameof(Measures.FollowUpRate))]
    public decimal? FollowUpRate { get; init; }

    [Column(nameof(Measures.FollowUps))]
    public long? FollowUpCount { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? NumVisits { get; init; }

    [Column(nameof(Measures.VisitsWithAnswer), Hidden = true)]
    public long? VisitsWithAnswer { get; init; }
}
