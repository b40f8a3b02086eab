using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>Where dashboards usually go wrong, each on data whose answer can be worked out in the head.</summary>
public sealed class TrapTests(SampleWarehouse sample)
{
    [Fact]
    public void A_visit_with_many_treatments_counts_once_in_a_follow_up_rate()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Treatment("T2,V1,ECG,10,MedCare").Treatment("T3,V1,ECG,10,MedCare")
            .Visit("V2,P1,D1,Cardiology,2025-03-04,no"));

        var row = Assert.Single(warehouse.Rows<FollowUpSummary>(FollowUpSummary.View));

        Assert.Equal((0.5m, 1, 2), (row.FollowUpRate, row.FollowUpCount, row.NumVisits));
        Assert.Equal(0.5m, Assert.Single(warehouse.Rows<DoctorFollowUpRatio>(DoctorFollowUpRatio.View)).FollowUpRate);
    }

    [Fact]
    public void An_unknown_follow_up_is_in_neither_part_of_the_rate()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,maybe"));

        var row = Assert.Single(warehouse.Rows<FollowUpSummary>(FollowUpSummary.View));

        Assert.Equal((1m, 1, 2, 1), (row.FollowUpRate, row.FollowUpCount, row.NumVisits, row.VisitsWithAnswer));
    }

    [Fact]
    public void A_patient_counts_once_a_week_and_once_in_all()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2025-03-05,no").Visit("V3,P1,D1,Cardiology,2025-03-10,no")
            .Treatment("T2,V2,ECG,1,MedCare").Treatment("T3,V3,ECG,1,MedCare"));

        var weeks = warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View);

        Assert.Equal([("2025-03-03", 2, 1), ("2025-03-10", 1, 1)], weeks.Select(week => (week.Week, (int)week.NumVisits!.Value, (int)week.Patients!.Value)));
        Assert.Equal(1, Assert.Single(warehouse.Rows<DepartmentTreatmentSummary>(DepartmentTreatmentSummary.View)).PatientCount);
    }

    [Fact]
    public void What_has_no_visits_is_still_there_exactly_once()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Patient("P2,Bo Idle,,F,Peru").Doctor("D2,Dr. Idle,Neurology,3").Visit("V2,P1,D1,Cardiology,2025-03-17,no"));

        Assert.Equal(["D1", "D2"], warehouse.Rows<DoctorPerformance>(DoctorPerformance.View).Select(row => row.DoctorId));
        Assert.Equal(["Cardiology", "Neurology"], warehouse.Rows<DepartmentTreatmentSummary>(DepartmentTreatmentSummary.View).Select(row => row.Department));
        Assert.Equal(["P1", "P2"], warehouse.Rows<PatientSummary>(PatientSummary.View).Select(row => row.PatientId));
        Assert.Equal(["18-44", "Unknown"], warehouse.Rows<RevenueByAgeGroup>(RevenueByAgeGroup.View).Select(row => row.AgeGroup));
        Assert.Equal([1L, 0L, 1L], warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View).Select(row => row.NumVisits));
        Assert.Equal(6, warehouse.Rows<DepartmentWeeklyKpis>(DepartmentWeeklyKpis.View).Count);
        var idle = warehouse.Rows<DoctorFollowUpRatio>(DoctorFollowUpRatio.View).Single(row => row.DoctorId == "D2");
        Assert.Equal((null, 0), (idle.FollowUpRate, idle.NumVisits));
        Assert.Null(warehouse.Rows<DepartmentTreatmentSummary>(DepartmentTreatmentSummary.View)[1].AvgCost);
    }

    [Fact]
    public void A_blank_insurer_is_unknown_and_self_pay_is_uninsured()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Treatment("T2,V1,ECG,50,").Treatment("T3,V1,ECG,25,n/a").Treatment("T4,V1,ECG,25,Self-Pay").Treatment("T5,V1,ECG,10,none"));

        var rows = warehouse.Rows<InsuranceSummary>(InsuranceSummary.View);

        Assert.Equal([("MedCare", 100m), ("Unknown", 75m), ("Uninsured", 35m)], rows.Select(row => (row.InsuranceProvider, row.TotalCost)));
        Assert.Equal(1m, Math.Round(rows.Sum(row => row.CoverageRate!.Value), 10));
        Assert.Equal(1m, Math.Round(rows.Sum(row => row.CostShare!.Value), 10));
    }

    [Fact]
    public void Ties_at_place_ten_are_all_shown_and_a_tie_at_the_top_leaves_a_gap()
    {
        var hospital = Hospital.Empty.Doctor("D1,Dr. Hart,Cardiology,12");
        foreach (var (place, cost) in new[] { 900, 900, 800, 700, 600, 500, 400, 300, 200, 100, 100, 50 }.Index())
        {
            hospital.Patient($"P{place:D2},Patient {place},40,F,Peru")
                .Visit($"V{place},P{place:D2},D1,Cardiology,2025-03-03,no")
                .Treatment($"T{place},V{place},ECG,{cost},MedCare");
        }

        using var warehouse = TestWarehouse.Of(hospital);
        var ranks = warehouse.Rows<Top10ExpensivePatients>(Top10ExpensivePatients.View).Select(row => row.CostRank);

        Assert.Equal([1L, 1, 3, 4, 5, 6, 7, 8, 9, 10, 10], ranks);
    }

    [Fact]
    public void Sums_are_exact_to_the_cent()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Treatment("T2,V1,MRI,0.10,A").Treatment("T3,V1,MRI,0.20,A")
            .Treatment("T4,V1,CT,33.33,A").Treatment("T5,V1,CT,33.33,A").Treatment("T6,V1,CT,33.33,A"));

        var costs = warehouse.Rows<TreatmentTypeSummary>(TreatmentTypeSummary.View).ToDictionary(row => row.TreatmentType, row => row.TotalCost);

        Assert.Equal((0.30m, 99.99m), (costs["MRI"], costs["CT"]));
    }

    [Fact]
    public void Weeks_run_across_New_Year_and_a_last_week_of_two_days_says_so()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2020-12-28,no").Visit("V3,P1,D1,Cardiology,2021-01-05,no").Visit("V4,P1,D1,Cardiology,2025-03-04,no"));
        var turn = Scopes.Everything with { From = new DateOnly(2020, 12, 1), To = new DateOnly(2021, 1, 31) };

        var weeks = warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, turn);

        Assert.Equal([("2020-W53", 7L), ("2021-W01", 7L)], weeks.Select(week => (week.IsoWeek, week.Days)));
        Assert.Equal(2L, warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View)[^1].Days);
    }

    [Fact]
    public void Under_a_department_the_denominators_are_its_own()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Doctor("D2,Dr. Brain,Neurology,3").Visit("V2,P1,D2,Neurology,2025-03-03,no")
            .Treatment("T2,V2,MRI,50,MedCare").Treatment("T3,V2,MRI,50,Other"));

        var rows = warehouse.Rows<InsuranceSummary>(InsuranceSummary.View, Scopes.Everything with { Department = "Neurology" });

        Assert.Equal([("MedCare", 0.5m), ("Other", 0.5m)], rows.Select(row => (row.InsuranceProvider, row.CoverageRate)));
    }

    [Fact]
    public void A_doctor_who_works_elsewhere_appears_under_that_department()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Doctor("D2,Dr. Brain,Neurology,3").Visit("V2,P1,D2,Cardiology,2025-03-03,no").Visit("V3,P1,D2,Neurology,2025-03-03,no"));

        var doctors = warehouse.Rows<DoctorPerformance>(DoctorPerformance.View, Scopes.Everything with { Department = "Cardiology" });

        Assert.Equal([("D1", 1L, "Cardiology"), ("D2", 1L, "Neurology")], doctors.Select(row => (row.DoctorId, row.NumVisits, row.Department)));
        Assert.Equal(["Cardiology"], warehouse.Rows<DepartmentTreatmentSummary>(DepartmentTreatmentSummary.View, Scopes.Everything with { Department = "Cardiology" }).Select(row => row.Department));
    }

    [Fact]
    public async Task The_total_average_is_that_of_all_treatments_and_not_the_mean_of_the_rows()
    {
        var rows = await sample.Reader.ReadAsync(sample.Snapshot, DepartmentTreatmentSummary.View, Scopes.Everything, GridQuery.AllRows, 0, 100, TestContext.Current.CancellationToken);

        Assert.Equal(rows.Totals["total_cost"] / rows.Totals["total_treatments"], rows.Totals["avg_cost"]);
        Assert.NotEqual(rows.Rows.Cast<DepartmentTreatmentSummary>().Average(row => row.AvgCost), rows.Totals["avg_cost"]);
        Assert.False(rows.Totals.ContainsKey("patient_count"));
    }

    [Fact]
    public void Quartiles_interpolate_linearly()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Treatment("T2,V1,ECG,200,A").Treatment("T3,V1,ECG,300,A").Treatment("T4,V1,ECG,400,A").Treatment("T5,V1,MRI,7,A"));

        var rows = warehouse.Rows<TreatmentDistribution>(TreatmentDistribution.View).ToDictionary(row => row.TreatmentType);

        Assert.Equal((175m, 250m, 325m), (rows["ECG"].P25Cost, rows["ECG"].MedianCost, rows["ECG"].P75Cost));
        Assert.Equal((7m, 7m, 7m), (rows["MRI"].P25Cost, rows["MRI"].MedianCost, rows["MRI"].P75Cost));
    }
}
