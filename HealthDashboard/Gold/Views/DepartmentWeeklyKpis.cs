using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Gold.Views;

/// <summary>One row per department and ISO week, weeks without visits included.</summary>
public sealed record DepartmentWeeklyKpis
{
    public static GoldView View { get; } = GoldView.Of<DepartmentWeeklyKpis>(
        topic: "What do the weeks look like?",
        title: "Departments by week",
        question: "When was which department busy?",
        rows: "department weeks",
        definition: "Cost, treatments and visits of each department in each ISO week, Monday to Sunday, from the first week of the scope to the last.",
        chart: new Chart(ChartKind.HeatMap, "week", "num_visits", "total_cost", "treatment_count") { Across = "department" },
        holdsAllCost: true,
        visitColumn: "num_visits",
        rollup: Rollup);

    [Column("Department", ColumnKind.Department, Key = "visit.department")]
    public required string Department { get; init; }

    [Column("Week", ColumnKind.Week, Key = "visit.week")]
    public required string Week { get; init; }

    [Column("Cost", ColumnKind.Money, From = MadeOf.Cost)]
    public decimal? TotalCost { get; init; }

    [Column("Cost per treatment", ColumnKind.Money, Of = nameof(TotalCost), Over = nameof(TreatmentCount))]
    public decimal? AvgCost { get; init; }

    [Column("Treatments", ColumnKind.Count, From = MadeOf.Treatments)]
    public long? TreatmentCount { get; init; }

    [Column("Visits", ColumnKind.Count, From = MadeOf.Visits)]
    public long? NumVisits { get; init; }

    [Column("ISO week", ColumnKind.Text, Hidden = true)]
    public required string IsoWeek { get; init; }

    [Column("Days with data", ColumnKind.Number, Hidden = true)]
    public long Days { get; init; }

    [Column("Follow-up rate", ColumnKind.Rate, Of = nameof(FollowUpCount), Over = nameof(VisitsWithAnswer), Hidden = true)]
    public decimal? FollowUpRate { get; init; }

    [Column("Follow-ups recommended", ColumnKind.Count, From = MadeOf.FollowUps, Hidden = true)]
    public long? FollowUpCount { get; init; }

    [Column("Visits with an answer", ColumnKind.Count, From = MadeOf.VisitsWithAnswer, Hidden = true)]
    public long? VisitsWithAnswer { get; init; }

    private static IEnumerable<DepartmentWeeklyKpis> Rollup(Slice slice)
    {
        var star = slice.Star;
        var weeks = star.Weeks.Count;
        var sums = slice.Sum(star.Departments.Count * weeks, visit => (star.VisitDepartment[visit] * weeks) + slice.WeekOf(visit));
        var (first, last) = slice.WeekRange();
        return from department in slice.Listed(slice.Sum(star.Departments.Count, visit => star.VisitDepartment[visit]))
               from week in Enumerable.Range(first, Math.Max(0, last - first + 1))
               let sum = sums[(department * weeks) + week]
               select new DepartmentWeeklyKpis
               {
                   Department = star.Departments[department],
                   Week = star.Weeks[week].Week,
                   TotalCost = sum.Cost,
                   AvgCost = sum.AvgCost,
                   TreatmentCount = sum.Treatments,
                   NumVisits = sum.Visits,
                   IsoWeek = star.Weeks[week].IsoWeek,
                   Days = star.Weeks[week].Days,
                   FollowUpRate = sum.FollowUpRate,
                   FollowUpCount = sum.FollowUps,
                   VisitsWithAnswer = sum.Answers,
               };
    }
}
