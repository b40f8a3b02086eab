using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per ISO week, weeks without visits included.</summary>
public sealed record WeeklyVisitTrends
{
    public static GoldView View { get; } = GoldView.Of<WeeklyVisitTrends>(
        topic: "What do the weeks look like?",
        title: "Weekly trend",
        question: "What do the weeks look like?",
        rows: "weeks",
        definition: "Visits by the ISO week of their date, Monday to Sunday, with their treatments and cost. A patient counts once a week, so patients do not add up over weeks. A week is complete when all its seven days lie between the first and the last visit of the data; others are drawn apart.",
        chart: new Chart(ChartKind.Line, "week", "num_visits", "patients", "treatments", "total_cost", "avg_cost", "follow_up_rate"),
        holdsAllCost: true,
        visitColumn: "num_visits",
        rollup: Rollup);

    [Column("Week", ColumnKind.Week, Key = "visit.week")]
    public required string Week { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? NumVisits { get; init; }

    [Column("Patients", ColumnKind.People, From = MadeOf.Patients)]
    public long? Patients { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? Treatments { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("ISO week", ColumnKind.Text, Hidden = true)]
    public required string IsoWeek { get; init; }

    [Column("Days with data", ColumnKind.Number, Hidden = true)]
    public long Days { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(Treatments), Hidden = true)]
    public decimal? AvgCost { get; init; }

    [Column("Follow-up rate", ColumnKind.Rate, Of = nameof(FollowUpCount), Over = nameof(VisitsWithAnswer), Hidden = true)]
    public decimal? FollowUpRate { get; init; }

    [Column("Follow-ups recommended", ColumnKind.Count, From = MadeOf.FollowUps, Hidden = true)]
    public long? FollowUpCount { get; init; }

    [Column("Visits with an answer", ColumnKind.Count, From = MadeOf.VisitsWithAnswer, Hidden = true)]
    public long? VisitsWithAnswer { get; init; }

    private static IEnumerable<WeeklyVisitTrends> Rollup(Slice slice)
    {
        var star = slice.Star;
        var sums = slice.Sum(star.Weeks.Count, slice.WeekOf);
        var patients = slice.Distinct(star.Weeks.Count, slice.WeekOf, star.PatientIds.Count, star.VisitPatient);
        var (first, last) = slice.WeekRange();
        return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(week => new WeeklyVisitTrends
        {
            Week = star.Weeks[week].Week,
            NumVisits = sums[week].Visits,
            Patients = patients[week],
            Treatments = sums[week].Treatments,
            TotalCost = sums[week].Cost,
            IsoWeek = star.Weeks[week].IsoWeek,
            Days = star.Weeks[week].Days,
            AvgCost = sums[week].AvgCost,
            FollowUpRate = sums[week].FollowUpRate,
            FollowUpCount = sums[week].FollowUps,
            VisitsWithAnswer = sums[week].Answers,
        });
    }
}
