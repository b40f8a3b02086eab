namespace HealthDashboard.Gold.Views;

/// <summary>One row per doctor: how often a follow-up was recommended.</summary>
public sealed record DoctorFollowUpRatio
{
    public static GoldView View { get; } = GoldView.Of<DoctorFollowUpRatio>(
        topic: "Who carries the load?",
        title: "Follow-ups by doctor",
        question: "Which doctors recommend follow-ups unusually often?",
        rows: "doctor|doctors",
        definition: "The doctor's visits with a recommended follow-up over the visits that say yes or no. With few visits a rate says little: read it together with their number.",
        chart: new Chart(ChartKind.Scatter, "doctor_id", "follow_up_rate") { Across = "num_visits" },
        visitColumn: "num_visits");

    [Column(nameof(Dimensions.Doctor))]
    public required string DoctorId { get; init; }

    [Column(nameof(Dimensions.DoctorName))]
    public required string DoctorName { get; init; }

    [Column(nameof(Measures.FollowUpRate))]
    public decimal? FollowUpRate { get; init; }

    [Column(nameof(Measures.FollowUps))]
    public long? FollowUpCount { get; init; }

    [Column(nameof(Measures.Visits))]
    public long? NumVisits { get; init; }

    [Column(nameof(Measures.VisitsWithAnswer), Hidden = true)]
    public long? VisitsWithAnswer { get; init; }
}
