using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

/// <summary>Published numbers are the fixtures of PHEindicatormethods.</summary>
public sealed class StandardisedRatioTests
{
    [Theory]
    [InlineData(895, 107.0723, 100.1715, 114.3233, 4)]
    [InlineData(9, 1.07670, 0.49234, 2.04392, 5)]
    public void Ratio_and_limits_are_the_published_ones(long observed, double ratio, double low, double high, int places)
    {
        var found = StandardisedRatio.Of(observed, 835.8836, Confidence.Wide)!;

        Assert.Equal(ratio, found.Ratio * 100, places);
        Assert.Equal(low, found.Limits.Low * 100, places);
        Assert.Equal(high, found.Limits.High * 100, places);
    }

    /// <summary>Of a Poisson count of 0: no lower limit, and the mean under which 0 is as rare as the tail, −ln 0.025.</summary>
    [Fact]
    public void Nothing_observed_has_limits_too()
    {
        var found = StandardisedRatio.Of(0, 1, Confidence.Wide)!;

        Assert.Equal(0, found.Limits.Low);
        Assert.Equal(3.68888, found.Limits.High, 5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(895)]
    public void Surer_limits_are_wider(long observed)
    {
        var wide = StandardisedRatio.Of(observed, 10, Confidence.Wide)!.Limits;
        var sure = StandardisedRatio.Of(observed, 10, Confidence.Sure)!.Limits;

        Assert.True(sure.High > wide.High && sure.Low <= wide.Low);
    }

    [Fact]
    public void Expected_is_what_everybody_else_would_have_had_with_the_same_cases()
    {
        var found = StandardisedRatio.Of([new Stratum(10, 4, 0.5), new Stratum(40, 20, 0.25)], Confidence.Wide)!;

        Assert.Equal((24, 15, 1.6), (found.Observed, found.Expected, found.Ratio));
    }

    [Fact]
    public void Where_nothing_is_expected_there_is_no_ratio() => Assert.Null(StandardisedRatio.Of([new Stratum(3, 0, 0)], Confidence.Wide));
}
