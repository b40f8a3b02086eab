using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;

namespace HealthDashboard.Tests.Pages.Wording;

public sealed class ChangeTests
{
    private static readonly DisplayOptions Display = new();

    private static readonly Column Visits = WeeklyVisitTrends.View.Column("num_visits");

    /// <summary>A database that is away is asked for nothing: none rejected would be an answer.</summary>
    [Fact]
    public void While_nobody_can_say_what_was_rejected_no_change_is_given()
    {
        var (none, unknown) = (Of(120, new RejectedInPeriod([])), Of(100, RejectedInPeriod.NotKnown));

        Assert.StartsWith("▲", Change.Between(Visits, none, Of(100, new RejectedInPeriod([])), Display), StringComparison.Ordinal);
        Assert.Equal(Text.ChangeNotGivenUnknown, Change.Between(Visits, none, unknown, Display));
        Assert.Equal(Text.ChangeNotGivenUnknown, Change.Between(Visits, unknown, none, Display));
        Assert.Null(Change.Between(Visits, unknown, null, Display));
        var pair = PairNumber.All(none, unknown).Single(number => number.Name == "num_visits");
        Assert.Equal((Text.NotGiven, null), (pair.Difference(Display), pair.InPercent));
        Assert.Equal((null, Text.ChangeNotGivenUnknown), (BoardText.WhyNotGiven(pair.First.Lacks), BoardText.WhyNotGiven(pair.Second.Lacks)));
    }

    /// <summary>Of 120 visits one row may have made a change of ten, and of 10,000 not.</summary>
    [Fact]
    public void Rejected_rows_that_could_have_made_a_change_stand_in_its_place_and_others_beside_it()
    {
        Assert.Contains("1 of 120", new Lacking(Fact.Visits, 1, 120).WhyNotGiven(), StringComparison.Ordinal);
        Assert.Equal((true, false), (new Lacking(Fact.Visits, 2, 200).IsTooMuch, new Lacking(Fact.Visits, 1, 10_000).IsTooMuch));
        Assert.Contains("1 rejected", Change.Marked("▲ 10 %", new Lacking(Fact.Visits, 1, 10_000), new Lacking(Fact.Visits, 0, 9000)), StringComparison.Ordinal);
    }

    private static PeriodNumbers Of(decimal visits, RejectedInPeriod rejected) => new([], new Dictionary<string, decimal?> { ["num_visits"] = visits }, visits, rejected);
}
