using CsCheck;
using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

/// <summary>Published numbers are the fixtures of PHEindicatormethods.</summary>
public sealed class FunnelTests
{
    private static readonly Gen<(long Counted, long Cases)> Members = from cases in Gen.Long[1, 400] from counted in Gen.Long[0, cases] select (counted, cases);

    [Theory]
    [InlineData(65, 100, 0.552544, 0.736358)]
    [InlineData(1, 100, 0.001767, 0.054486)]
    [InlineData(20, 100, 0.133367, 0.288829)]
    public void Wilson_intervals_are_the_published_ones(long counted, long cases, double low, double high) =>
        AssertClose(low, high, Funnel.Wilson(counted, cases, Confidence.Wide));

    [Fact]
    public void The_sure_Wilson_interval_is_the_published_one() => AssertClose(0.495495, 0.778354, Funnel.Wilson(65, 100, Confidence.Sure));

    [Theory]
    [InlineData(20, 0.63326743, 0.97958152, 0.53341156, 1)]
    [InlineData(50, 0.69691035, 0.91593861, 0.63375595, 0.97909301)]
    [InlineData(1531, 0.78663349, 0.82621547, 0.77522045, 0.83762850)]
    public void Limits_are_the_published_ones(long cases, double wideLow, double wideHigh, double sureLow, double sureHigh)
    {
        var funnel = new Funnel(0.80642448);

        AssertClose(wideLow, wideHigh, funnel.Limits(cases, Confidence.Wide));
        AssertClose(sureLow, sureHigh, funnel.Limits(cases, Confidence.Sure));
    }

    [Fact]
    public void The_common_rate_is_that_of_all_cases_not_the_mean_of_rates()
    {
        Assert.Equal(0.2, Funnel.Of([(10, 10), (10, 90)])!.Rate);
        Assert.Null(Funnel.Of([(0, 0)]));
    }

    [Theory]
    [InlineData(24, 24, FunnelVerdict.TooFewToJudge)]
    [InlineData(25, 25, FunnelVerdict.Above)]
    [InlineData(0, 25, FunnelVerdict.Below)]
    [InlineData(65, 100, FunnelVerdict.Usual)]
    [InlineData(66, 100, FunnelVerdict.Above)]
    public void Only_the_outer_limit_flags_and_only_with_enough_cases(long counted, long cases, FunnelVerdict verdict) =>
        Assert.Equal(verdict, new Funnel(0.5).Judge(counted, cases));

    [Fact]
    public void A_flag_and_a_Wilson_interval_without_the_common_rate_are_the_same() =>
        (from member in Members from rate in Gen.Int[1, 999] select (member, Rate: rate / 1000.0)).Sample(asked =>
        {
            var ((counted, cases), funnel) = (asked.member, new Funnel(asked.Rate));
            var flagged = cases >= Funnel.EnoughCases && !Funnel.Wilson(counted, cases, Confidence.Sure).Holds(asked.Rate);
            return flagged == (funnel.Judge(counted, cases) is FunnelVerdict.Above or FunnelVerdict.Below);
        });

    /// <summary>The published numbers have six digits, or come from a common rate with eight and a longer z.</summary>
    private static void AssertClose(double low, double high, Interval found)
    {
        var tolerance = low == Math.Round(low, 6) ? 5e-7 : 5e-8;
        Assert.Equal(low, found.Low, tolerance);
        Assert.Equal(high, found.High, tolerance);
    }
}
