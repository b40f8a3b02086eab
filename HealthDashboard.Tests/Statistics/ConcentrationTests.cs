using CsCheck;
using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

public sealed class ConcentrationTests
{
    [Theory]
    [InlineData(new long[] { 1, 2, 3, 4 }, 0.25)]
    [InlineData(new long[] { 0, 0, 0, 10 }, 0.75)]
    [InlineData(new long[] { 7, 7, 7 }, 0)]
    [InlineData(new long[] { 4, 2, 1, 3 }, 0.25)]
    public void Gini_is_the_published_one(long[] cents, double gini) => Assert.Equal(gini, Concentration.Of(cents)!.Gini);

    [Fact]
    public void Top_shares_are_of_people_rounded_up()
    {
        var thirty = Concentration.Of([.. Enumerable.Repeat(1L, 27), 10, 20, 43])!;

        Assert.Equal((0.43, 0.63, 0.73), (thirty.Top1, thirty.Top5, thirty.Top10));
        Assert.Equal(0.15, thirty.LowerHalf);
    }

    [Fact]
    public void The_one_in_the_middle_is_not_of_the_lower_half() => Assert.Equal(0.1, Concentration.Of([1, 4, 5])!.LowerHalf);

    [Fact]
    public void Where_nothing_was_billed_nothing_is_concentrated()
    {
        Assert.Null(Concentration.Of([]));
        Assert.Null(Concentration.Of([0, 0]));
    }

    [Fact]
    public void The_curve_is_thinned_but_keeps_its_ends_and_lies_on_the_whole_one() => Gen.Long[0, 1_000_000].Array[1, 700].Where(cents => cents.Sum() > 0).Sample(cents =>
    {
        var curve = Concentration.Of(cents)!.Curve;
        var sorted = cents.Order().ToArray();

        Assert.Equal(Math.Min(cents.Length + 1, 200), curve.Distinct().Count());
        Assert.Equal((new LorenzPoint(0, 0), new LorenzPoint(1, 1)), (curve[0], curve[^1]));
        Assert.All(curve, point =>
        {
            var people = (int)Math.Round(point.People * cents.Length);
            Assert.Equal((double)sorted.Take(people).Sum() / cents.Sum(), point.Cost, 12);
        });
    });
}
