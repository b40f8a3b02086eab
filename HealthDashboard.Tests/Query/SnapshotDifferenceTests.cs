using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Query;

/// <summary>
/// Then: two patients and one doctor, two visits on Monday 2025-03-03 in Cardiology, 100.00 and 50.00.
/// Now: the second patient and visit are gone, the first treatment costs a cent more, and a third patient came a week later, to Neurology.
/// </summary>
public sealed class SnapshotDifferenceTests : IDisposable
{
    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny
        .Patient("P2,Bob Stone,41,M,Norway")
        .Visit("V2,P2,D1,Cardiology,2025-03-03,no")
        .Treatment("T2,V2,ECG,50.00,MedCare"));

    private readonly Snapshot _then;

    public SnapshotDifferenceTests()
    {
        _then = _warehouse.Snapshot;
        _warehouse.Run(Hospital.Empty
            .Patient("P1,Ada Byron,36,F,United Kingdom")
            .Patient("P3,Cem Aydin,,M,Türkiye")
            .Doctor("D1,Dr. Hart,Cardiology,12")
            .Visit("V1,P1,D1,Cardiology,2025-03-03,yes")
            .Visit("V3,P3,D1,Neurology,2025-03-10,no")
            .Treatment("T1,V1,ECG,100.01,MedCare"));
    }

    public void Dispose()
    {
        _then.Release();
        _warehouse.Dispose();
    }

    [Theory]
    [InlineData("patient_summary", 2, 2, 1, 1, 1, 150.00, 100.01)]
    [InlineData("department_treatment_summary", 1, 2, 1, 0, 1, 150.00, 100.01)]
    [InlineData("department_weekly_kpis", 1, 4, 3, 0, 1, 150.00, 100.01)]
    [InlineData("weekly_visit_trends", 1, 2, 1, 0, 1, 150.00, 100.01)]
    [InlineData("insurance_summary", 1, 1, 0, 0, 1, 150.00, 100.01)]
    [InlineData("follow_up_summary", 1, 2, 1, 0, 1, null, null)]
    public void Rows_added_removed_and_changed_are_counted_by_key(
        string view, long then, long now, long added, long removed, long changed, double? costThen, double? costNow)
    {
        var difference = Assert.Single(SnapshotDifference.Views(_then, _warehouse.Snapshot), each => each.View.Name == view);

        Assert.Equal((then, now, added, removed, changed), (difference.RowsThen, difference.RowsNow, difference.Added, difference.Removed, difference.Changed));
        Assert.Equal(((decimal?)costThen, (decimal?)costNow), (difference.CostThen, difference.CostNow));
    }

    [Fact]
    public void The_rows_that_differ_come_in_the_order_of_their_keys_with_what_they_were_and_are()
    {
        var rows = SnapshotDifference.Rows(_then, _warehouse.Snapshot, PatientSummary.View, 10);

        Assert.Equal(
            [("P1", 100.00m, "P1", 100.01m), ("P2", 50.00m, null, null), (null, null, "P3", 0m)],
            rows.Select(row => (Then(row)?.PatientId, Then(row)?.TotalCost, Now(row)?.PatientId, Now(row)?.TotalCost)));

        static PatientSummary? Then(RowDifference row) => row.Then as PatientSummary;
        static PatientSummary? Now(RowDifference row) => row.Now as PatientSummary;
    }

    [Fact]
    public void A_row_of_two_keys_is_found_again_by_both()
    {
        var rows = SnapshotDifference.Rows(_then, _warehouse.Snapshot, DepartmentWeeklyKpis.View, 10);

        Assert.Equal(
            ["Cardiology 2025-03-03: 2 to 1", "Cardiology 2025-03-10:  to 0", "Neurology 2025-03-03:  to 0", "Neurology 2025-03-10:  to 1"],
            rows.Select(row => (Then: (DepartmentWeeklyKpis?)row.Then, Now: (DepartmentWeeklyKpis)row.Now!))
                .Select(row => $"{row.Now.Department} {row.Now.Week}: {row.Then?.NumVisits} to {row.Now.NumVisits}"));
    }

    [Fact]
    public void No_more_rows_are_read_than_are_wanted() =>
        Assert.Equal("P1", ((PatientSummary)Assert.Single(SnapshotDifference.Rows(_then, _warehouse.Snapshot, PatientSummary.View, 1)).Now!).PatientId);

    [Fact]
    public void A_snapshot_does_not_differ_from_itself()
    {
        var differences = SnapshotDifference.Views(_then, _then);

        Assert.Equal(GoldCatalog.All, differences.Select(each => each.View));
        Assert.All(differences, each => Assert.Equal(0, each.Rows));
    }

    [Fact]
    public void The_keys_of_every_view_name_one_row_each()
    {
        foreach (var view in GoldCatalog.All)
            Assert.Equal(0, _warehouse.Scalar<long>($"select count(*) from (select 1 from gold.{view.Name} group by {string.Join(", ", view.Keys.Select(key => key.Name))} having count(*) > 1)"));
    }
}
