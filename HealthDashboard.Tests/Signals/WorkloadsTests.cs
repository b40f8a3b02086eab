using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class WorkloadsTests(SampleWarehouse sample)
{
    private static readonly Scope HalfYear = Scopes.Everything with { From = new DateOnly(2025, 6, 16), To = new DateOnly(2025, 12, 14) };

    /// <summary>Worked out apart from the program, by the same published limits.</summary>
    [Theory]
    [InlineData(5, 0, 13)]
    [InlineData(6.5, 0, 16)]
    [InlineData(7, 1, 17)]
    [InlineData(12, 3, 24)]
    [InlineData(30, 15, 48)]
    public void Of_what_chance_can_make_of_a_median_nothing_is_said(decimal median, long low, long high)
    {
        var band = LoadBand.Of([(long)(median * 2) - (long)median, (long)median]);

        Assert.Equal(new LoadBand(median, low, high), band);
        Assert.Equal([LoadVerdict.Usual, LoadVerdict.Usual, LoadVerdict.High], new[] { low, high, high + 1 }.Select(band.Judge));
        Assert.Equal(low == 0 ? LoadVerdict.Usual : LoadVerdict.Low, band.Judge(Math.Max(0, low - 1)));
    }

    [Fact]
    public void A_median_of_few_visits_judges_nobody() => Assert.Equal(LoadVerdict.TooFewToJudge, LoadBand.Of([4, 4, 100]).Judge(100));

    /// <summary>Worked out apart from the program, from the files of visits and doctors.</summary>
    [Fact]
    public async Task The_most_room_comes_first_beside_the_median_of_the_doctors_own_department()
    {
        var lowest = await Workloads.ReadAsync(sample.Reader, sample.Snapshot, HalfYear, highest: false, 0, 4);
        var highest = await Workloads.ReadAsync(sample.Reader, sample.Snapshot, HalfYear, highest: true, 0, 1);

        Assert.Equal([("D025", 1, 7.5m), ("D060", 1, 5.5m), ("D010", 2, 7m), ("D014", 2, 6m)], lowest.Rows.Select(row => (row.DoctorId, (int)row.Visits, row.Band.Median)));
        Assert.Equal(("D013", 14L), (highest.Rows[0].DoctorId, highest.Rows[0].Visits));
        Assert.Equal(60, lowest.Count);
        Assert.Equal(
            [4.5m, 5.5m, 7m, 7.5m, 5.5m, 5m, 6m, 6m, 4m, 11m], lowest.Departments.Select(department => department.Band.Median));
    }

    [Fact]
    public async Task Who_saw_nobody_is_listed_and_a_visit_elsewhere_counts()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Idle,Cardiology,3").Doctor("D3,Dr. Far,Neurology,3").Visit("V2,P1,D1,Neurology,2025-03-04,no"));

        var cardiology = await Workloads.ReadAsync(warehouse.Reader, warehouse.Snapshot, Scopes.Everything with { Department = "Cardiology" }, highest: false, 0, 10);

        Assert.Equal([("Dr. Idle", 0L), ("Dr. Hart", 2L)], cardiology.Rows.Select(row => (row.Name, row.Visits)));
        Assert.Equal((1m, FunnelVerdict.TooFewToJudge), (cardiology.Departments.Single().Band.Median, cardiology.Rows[0].FollowUps));
    }

    [Fact]
    public async Task Of_other_departments_nobody_and_nothing_is_told()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Idle,Cardiology,3").Doctor("D3,Dr. Far,Neurology,3").Visit("V2,P1,D1,Neurology,2025-03-04,no").Visit("V3,P1,D3,Neurology,2025-03-04,no"));
        var reach = Reach.Of([new Grant(Role.Analyst, ["Cardiology"])], names: false);

        var own = await Workloads.ReadAsync(warehouse.Reader, warehouse.Snapshot, Scope.Of(reach), highest: false, 0, 10);

        Assert.Equal([("Dr. Hart", 1L)], own.Rows.Select(row => (row.Name, row.Visits)));
        Assert.Equal("Cardiology", own.Departments.Single().Department);
    }

    [Fact]
    public async Task Share_safe_there_are_none() =>
        await Assert.ThrowsAsync<WithheldException>(async () => await Workloads.ReadAsync(sample.Reader, sample.Snapshot, HalfYear with { ShareSafe = true }, highest: false, 0, 10));
}
