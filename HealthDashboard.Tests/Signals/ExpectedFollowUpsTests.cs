using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class ExpectedFollowUpsTests(SampleWarehouse sample)
{
    /// <summary>Worked out from the four files by another program.</summary>
    [Theory]
    [InlineData("D013", 40, 23.666671)]
    [InlineData("D001", 8, 6.020108)]
    [InlineData("D044", 7, 8.805173)]
    public async Task A_doctors_expected_follow_ups_are_everybodys_rates_over_the_same_mix(string doctor, long observed, double expected)
    {
        var found = await ExpectedFollowUps.ReadAsync(sample.Reader, sample.Snapshot, Scopes.Everything with { DoctorId = doctor });

        Assert.Equal((observed, expected), (found.Ratio!.Observed, Math.Round(found.Ratio.Expected, 6)));
        Assert.Equal(found.Ratio.Expected, found.Strata.Sum(stratum => stratum.Expected), 9);
        Assert.Equal(observed, found.Strata.Sum(stratum => stratum.FollowUps));
    }

    [Fact]
    public void All_doctors_together_have_as_many_as_expected()
    {
        var scope = Scopes.Everything with { From = new DateOnly(2025, 1, 1) };
        var star = StarColumns.Of(sample.Snapshot);
        var expected = ExpectedFollowUps.ByDoctor(new ScopedVisits(star, scope), [.. Enumerable.Range(0, star.DoctorIds.Count)]);

        var recommended = sample.Warehouse.Rows<FollowUpSummary>(FollowUpSummary.View, scope).Sum(row => row.FollowUpCount!.Value);
        Assert.Equal(recommended, expected.Sum(), 6);
    }

    [Fact]
    public async Task A_lone_doctor_is_as_expected_since_everybody_is_that_doctor()
    {
        using var alone = TestWarehouse.Of(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-04,no"));

        var found = await ExpectedFollowUps.ReadAsync(alone.Reader, alone.Snapshot, Scopes.Everything with { DoctorId = "D1" });

        var stratum = Assert.Single(found.Strata);
        Assert.Equal(("Cardiology", 2L, 1L, 2L, 1L), (stratum.Department, stratum.Answers, stratum.FollowUps, stratum.AnswersOfAll, stratum.FollowUpsOfAll));
        Assert.Equal(1, found.Ratio!.Ratio);
    }

    [Fact]
    public async Task Visits_without_an_answer_count_neither_for_the_doctor_nor_for_everybody()
    {
        using var some = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Vein,Cardiology,3")
            .Visit("V2,P1,D1,Cardiology,2025-03-04,").Visit("V3,P1,D2,Cardiology,2025-03-04,no").Visit("V4,P1,D2,Cardiology,2025-03-05,"));

        var found = await ExpectedFollowUps.ReadAsync(some.Reader, some.Snapshot, Scopes.Everything with { DoctorId = "D1" });

        Assert.Equal((1L, 0.5), (found.Answers, found.Ratio!.Expected));
    }

    [Fact]
    public async Task Nothing_is_expected_of_a_doctor_without_a_visit_in_the_period()
    {
        var found = await ExpectedFollowUps.ReadAsync(sample.Reader, sample.Snapshot, Scopes.All["nothing"] with { DoctorId = "D013" });

        Assert.Empty(found.Strata);
        Assert.Null(found.Ratio);
    }
}
