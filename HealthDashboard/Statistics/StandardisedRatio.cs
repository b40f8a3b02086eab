namespace HealthDashboard.Statistics;

/// <summary>One group of like cases, such as the visits of an age group in a department.</summary>
/// <param name="Cases">Of the one who is looked at.</param>
/// <param name="Observed">How many of them count.</param>
/// <param name="Rate">The share that counts among everybody's cases of this group.</param>
public readonly record struct Stratum(long Cases, long Observed, double Rate);

/// <summary>
/// Observed against expected (indirect standardisation, with the limits of PHEindicatormethods): 1 is as many as everybody else
/// would have had with the same mix of cases. Multiply by 100 for the usual way of writing.
/// </summary>
public sealed record StandardisedRatio(long Observed, double Expected, double Ratio, Interval Limits)
{
    /// <summary>From here on Byar's approximation serves; below, the exact limits of a Poisson count do.</summary>
    private const long EnoughForByar = 10;

    /// <summary>Null where nothing is expected.</summary>
    public static StandardisedRatio? Of(IReadOnlyCollection<Stratum> strata, Confidence confidence) =>
        Of(strata.Sum(stratum => stratum.Observed), strata.Sum(stratum => stratum.Cases * stratum.Rate), confidence);

    /// <inheritdoc cref="Of(IReadOnlyCollection{Stratum}, Confidence)"/>
    public static StandardisedRatio? Of(long observed, double expected, Confidence confidence)
    {
        if (expected <= 0)
            return null;
        var (low, high) = observed >= EnoughForByar
            ? (Byar(observed, -confidence.Z), Byar(observed + 1, confidence.Z))
            : (MeanWhere(observed - 1, 1 - confidence.Tail), MeanWhere(observed, confidence.Tail));
        return new StandardisedRatio(observed, expected, observed / expected, new Interval(low / expected, high / expected));
    }

    private static double Byar(double count, double z) => count * Math.Pow(1 - (1 / (9 * count)) + (z / (3 * Math.Sqrt(count))), 3);

    /// <summary>The mean of the Poisson distribution under which a count is at most <paramref name="count"/> with this probability.</summary>
    private static double MeanWhere(long count, double probability)
    {
        // The probability falls as the mean grows; sixty halvings leave less than a double can tell apart.
        var (low, high) = (0.0, count < 0 ? 0 : 100.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(count, middle) > probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double AtMost(long count, double mean)
    {
        double term = Math.Exp(-mean), sum = 0;
        for (var i = 0; i <= count; i++)
        {
            sum += term;
            term *= mean / (i + 1);
        }

        return sum;
    }
}
