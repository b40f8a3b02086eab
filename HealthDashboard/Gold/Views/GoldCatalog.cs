namespace HealthDashboard.Gold.Views;

/// <summary>
/// The gold views. To add one: <c>name.sql</c> with the select, <c>Name.cs</c> with its row and its words, and a line here;
/// navigation, page, chart, grid, export, checks and tests follow.
/// </summary>
public static class GoldCatalog
{
    public static IReadOnlyList<GoldView> All { get; } =
    [
        DepartmentTreatmentSummary.View,
        DoctorPerformance.View,
        PatientSummary.View,
        TreatmentTypeSummary.View,
        WeeklyVisitTrends.View,
        InsuranceSummary.View,
        FollowUpSummary.View,
        CountrywiseCostSummary.View,
        RevenueByAgeGroup.View,
        Top10ExpensivePatients.View,
        DepartmentWeeklyKpis.View,
        DoctorFollowUpRatio.View,
        TreatmentDistribution.View,
    ];

    public static GoldView? Find(string name) => All.FirstOrDefault(view => view.Name == name);
}
