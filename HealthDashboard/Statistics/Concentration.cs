namespace HealthDashboard.Statistics;

/// <summary>A point of a Lorenz curve: the cheapest <paramref name="People"/> (a share) carry this share of the cost.</summary>
public readonly record struct LorenzPoint(double People, double Cost);

/// <summary>How unequally cost is spread over people, those without any included.</summary>
/// <param name="Gini">0 when all cost the same, close to 1 when one carries everything.</param>
/// <param name="Curve">From (0, 0) to (1, 1), thinned for drawing.</param>
public sealed record Concentration(double Gini, IReadOnlyList<LorenzPoint> Curve, double Top1, double Top5, double Top10, double LowerHalf)
{
    public const int MostPoints = 200;

    /// <summary>Null where nothing was billed.</summary>
    /// <param name="cents">One amount for each person in scope.</param>
    public static Concentration? Of(IEnumerable<long> cents)
    {
        var sorted = cents.ToArray();
        Array.Sort(sorted);
        var people = sorted.Length;

        // What the cheapest so many carry; whole numbers, so that no order of adding changes the last digit.
        var carried = new long[people + 1];
        Int128 weighted = 0;
        for (var i = 0; i < people; i++)
        {
            carried[i + 1] = carried[i] + sorted[i];
            weighted += (Int128)((2L * (i + 1)) - people - 1) * sorted[i];
        }

        var total = carried[people];
        if (total == 0)
            return null;

        var points = Math.Min(people + 1, MostPoints);
        return new Concentration(
            (double)weighted / ((double)people * total),
            [.. Enumerable.Range(0, points).Select(i => (int)((long)i * people / (points - 1))).Select(place => new LorenzPoint((double)place / people, Share(place)))],
            Top(1),
            Top(5),
            Top(10),
            LowerHalf: Share(people / 2));

        double Share(int cheapest) => (double)carried[cheapest] / total;

        // Rounded up to whole people, in whole numbers: 10 % of 30 is 3, which binary fractions make a little more.
        double Top(int percent) => (double)(total - carried[people - (int)((((long)people * percent) + 99) / 100)]) / total;
    }
}
