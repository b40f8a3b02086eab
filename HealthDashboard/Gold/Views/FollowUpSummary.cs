using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per department: how often a follow-up was recommended. Neither good nor bad by itself.</summary>
public sealed record FollowUpSummary
{
    public static GoldView View { get; } = GoldView.Of<FollowUpSummary>(
        topic: "Which departments cost what?",
        title: "Follow-ups by department",
        question: "How often do departments recommend a follow-up?",
        rows: "departments",
        definition: "Visits with a recommended follow-up over visits that say yes or no. A visit that says neither is in neither part. A recommendation is neither good nor bad.",
        chart: new Chart(ChartKind.Bars, "department", "follow_up_rate", "follow_up_count", "num_visits"),
        visitColumn: "num_visits",
        rollup: Rollup);

    [Column("Department", ColumnKind.Department, Key = "visit.department")]
    public required string Department { get; init; }

    [Column("Follow-up rate", ColumnKind.Rate, Of = nameof(FollowUpCount), Over = nameof(VisitsWithAnswer))]
    public decimal? FollowUpRate { get; init; }

    [Column("Follow-ups recommended", ColumnKind.Count, From = MadeOf.FollowUps)]
    public long? FollowUpCount { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? NumVisits { get; init; }

    [Column("Visits with an answer", ColumnKind.Count, From = MadeOf.VisitsWithAnswer, Hidden = true)]
    public long? VisitsWithAnswer { get; init; }

    private static IEnumerable<FollowUpSummary> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.Sum(star.Departments.Count, visit => star.VisitDepartment[visit]);
        return slice.Listed(sums).OrderByDescending(department => sums[department].Visits).Select(department => new FollowUpSummary
        {
            Department = star.Departments[department],
            FollowUpRate = sums[department].FollowUpRate,
            FollowUpCount = sums[department].FollowUps,
            NumVisits = sums[department].Visits,
            VisitsWithAnswer = sums[department].Answers,
        });
    }
}
