namespace HealthDashboard.Statistics;

/// <summary>What a funnel plot says about one mark.</summary>
public enum FunnelVerdict
{
    /// <summary>Fewer than <see cref="Funnel.EnoughCases"/> cases.</summary>
    TooFewToJudge,

    /// <summary>Within the outer limits.</summary>
    Usual,

    Above,
    Below,
}

/// <summary>
/// A funnel plot of proportions (Spiegelhalter 2005, as OHID's Fingertips draws it): the more cases, the closer to the common
/// rate a proportion is expected to lie.
/// </summary>
/// <param name="Rate">The common rate: all that are counted among all cases.</param>
public sealed record Funnel(double Rate)
{
    public const int EnoughCases = 25;

    /// <summary>Null where there is no case.</summary>
    public static Funnel? Of(IEnumerable<(long Counted, long Cases)> members)
    {
        var (counted, cases) = members.Aggregate((Counted: 0L, Cases: 0L), (sum, each) => (sum.Counted + each.Counted, sum.Cases + each.Cases));
        return cases == 0 ? null : new Funnel((double)counted / cases);
    }

    /// <summary>Within which a proportion of so many cases is expected.</summary>
    public Interval Limits(long cases, Confidence confidence)
    {
        var width = confidence.Z * Math.Sqrt(Rate * (1 - Rate) / cases);
        return new Interval(Math.Max(0, Rate - width), Math.Min(1, Rate + width));
    }

    /// <summary>Beyond the 99.8 % limits, which is the same as a 99.8 % Wilson interval that does not hold the common rate.</summary>
    public FunnelVerdict Judge(long counted, long cases)
    {
        if (cases < EnoughCases)
            return FunnelVerdict.TooFewToJudge;
        var proportion = (double)counted / cases;
        var limits = Limits(cases, Confidence.Sure);
        return proportion > limits.High ? FunnelVerdict.Above : proportion < limits.Low ? FunnelVerdict.Below : FunnelVerdict.Usual;
    }

    /// <summary>Wilson's score interval: the common rates that a proportion is compatible with.</summary>
    public static Interval Wilson(long counted, long cases, Confidence confidence)
    {
        var squared = confidence.Z * confidence.Z;
        var proportion = (double)counted / cases;
        var centre = proportion + (squared / (2 * cases));
        var width = confidence.Z * Math.Sqrt((proportion * (1 - proportion) / cases) + (squared / (4.0 * cases * cases)));
        var scale = 1 + (squared / cases);
        return new Interval(Math.Max(0, (centre - width) / scale), Math.Min(1, (centre + width) / scale));
    }
}
