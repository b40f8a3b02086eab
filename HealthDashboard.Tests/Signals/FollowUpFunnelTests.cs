using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class FollowUpFunnelTests(SampleWarehouse sample)
{
    private static readonly Scope Neurology = Scopes.Everything with { Department = "Neurology" };

    /// <summary>Worked out from the four files by another program.</summary>
    [Fact]
    public async Task The_planted_doctor_alone_is_flagged_among_those_with_enough_visits()
    {
        var funnel = await FollowUpFunnel.OfDoctorsAsync(sample.Reader, sample.Snapshot, Scopes.Everything);

        Assert.Equal(482 / 1500.0, funnel.Common.Rate);
        Assert.Equal((60, 31, 1), (funnel.Members, funnel.TooFew, funnel.Beyond));
        var flagged = Assert.Single(funnel.Flagged);
        Assert.Equal(("D013", 40L, 53L, FunnelVerdict.Above), (flagged.Key, flagged.FollowUps, flagged.Answers, flagged.Verdict));
        Assert.Equal(59, funnel.Others.Count);
    }

    [Fact]
    public async Task What_is_expected_of_a_flagged_doctor_is_what_the_doctors_page_says()
    {
        var funnel = await FollowUpFunnel.OfDoctorsAsync(sample.Reader, sample.Snapshot, Scopes.Everything);
        var expected = await ExpectedFollowUps.ReadAsync(sample.Reader, sample.Snapshot, Scopes.Everything with { DoctorId = "D013" });

        Assert.Equal(expected.Ratio!.Expected, funnel.Flagged[0].Expected!.Value, 9);
    }

    [Fact]
    public async Task A_filter_that_names_a_doctor_points_at_one_mark_among_the_same_others()
    {
        var funnel = await FollowUpFunnel.OfDoctorsAsync(sample.Reader, sample.Snapshot, Scopes.Everything with { DoctorId = "D044" });

        Assert.Equal(("D044", FunnelVerdict.Usual), (funnel.Chosen!.Key, funnel.Chosen.Verdict));
        Assert.Equal((60, 60), (funnel.Members, funnel.Drawn));
        Assert.DoesNotContain(funnel.Others, member => member.Key == "D044");
    }

    [Fact]
    public async Task Under_a_filter_the_common_rate_is_that_of_its_visits()
    {
        var funnel = await FollowUpFunnel.OfDoctorsAsync(sample.Reader, sample.Snapshot, Neurology);

        var rows = sample.Warehouse.Rows<DoctorFollowUpRatio>(DoctorFollowUpRatio.View, Neurology);
        Assert.Equal((double)rows.Sum(row => row.FollowUpCount!.Value) / rows.Sum(row => row.VisitsWithAnswer!.Value), funnel.Common.Rate);
        Assert.Equal(rows.Count(row => row.VisitsWithAnswer > 0), funnel.Members);
    }

    [Fact]
    public async Task Departments_are_compared_with_all_of_them_also_when_one_is_chosen()
    {
        var funnel = await FollowUpFunnel.OfDepartmentsAsync(sample.Reader, sample.Snapshot, Neurology);

        Assert.Equal(482 / 1500.0, funnel.Common.Rate);
        Assert.Equal("Neurology", funnel.Chosen!.Key);
        Assert.Null(funnel.Chosen.Expected);
    }

    [Fact]
    public async Task Without_a_visit_with_an_answer_there_is_nothing_to_compare()
    {
        var funnel = await FollowUpFunnel.OfDoctorsAsync(sample.Reader, sample.Snapshot, Scopes.All["nothing"]);

        Assert.Equal((0, 0), (funnel.Members, funnel.Drawn));
    }

    [Fact]
    public void Of_sixty_thousand_doctors_all_are_judged_the_furthest_are_listed_and_a_bounded_part_of_the_rest()
    {
        // Every hundredth recommends in all cases; the larger its number, the more visits it has and the further out it lies.
        var members = Enumerable.Range(0, 60_000)
            .Select(i => new FunnelMember($"D{i:00000}", $"Dr. {i}", i % 100 == 0 ? 30 + (i / 100) : 10, 30 + (i / 100), default)).ToList();

        var funnel = FollowUpFunnel.Of(members);

        Assert.Equal((60_000, 0), (funnel.Members, funnel.TooFew));
        Assert.True(funnel.Beyond >= 600, $"{funnel.Beyond} beyond");
        Assert.Equal((FollowUpFunnel.MostFlagged, FollowUpFunnel.MostOthers), (funnel.Flagged.Count, funnel.Others.Count));
        Assert.Equal(funnel.Flagged.OrderByDescending(member => Math.Abs(member.Rate - funnel.Common.Rate) * Math.Sqrt(member.Answers)), funnel.Flagged);
        Assert.All(funnel.Others, member => Assert.False(FollowUpFunnel.IsBeyond(member.Verdict)));
        Assert.Equal(funnel.Others.Count, funnel.Others.Distinct().Count());
    }
}
