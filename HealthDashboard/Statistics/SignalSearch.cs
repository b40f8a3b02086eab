namespace HealthDashboard.Statistics;

/// <summary>
/// The four rules of a control chart. A run is marked where it is complete, not backwards, so that a week once seen without a
/// mark keeps none; of two in three, both are marked. A period without a value is bridged: the points beside it are neighbours.
/// </summary>
public static class SignalSearch
{
    private const int RunLength = 7;

    /// <summary>Far below what is shown, far above what adding up binary fractions leaves over.</summary>
    internal const double Negligible = 1e-9;

    /// <returns>One for each value; null where nothing stands out, and where there is no value.</returns>
    public static Signal?[] In(IReadOnlyList<double?> values, double mean, double inner, double outer)
    {
        var places = Enumerable.Range(0, values.Count).Where(place => values[place] is not null).ToList();
        var found = Among([.. places.Select(place => values[place]!.Value)], mean, inner, outer);
        var signals = new Signal?[values.Count];
        foreach (var (place, signal) in places.Zip(found))
            signals[place] = signal;
        return signals;
    }

    private static Signal?[] Among(double[] values, double mean, double inner, double outer)
    {
        var negligible = Negligible * Math.Abs(mean);
        var points = Array.ConvertAll(values, value => Point.At(value - mean, inner, outer, negligible));
        var signals = new Signal?[values.Length];
        int oneSide = 0, rising = 0, falling = 0;
        for (var i = 0; i < signals.Length; i++)
        {
            var change = i == 0 ? 0 : values[i] - values[i - 1];
            rising = change > 0 ? rising + 1 : 0;
            falling = change < 0 ? falling + 1 : 0;
            oneSide = points[i].Side == 0 ? 0 : i > 0 && points[i].Side == points[i - 1].Side ? oneSide + 1 : 1;

            var side = points[i].Side > 0 ? Direction.Up : Direction.Down;
            signals[i] =
                points[i].Zone == Zone.Outside ? new Signal(SignalRule.Outside, side)
                : rising >= RunLength - 1 ? new Signal(SignalRule.Trend, Direction.Up)
                : falling >= RunLength - 1 ? new Signal(SignalRule.Trend, Direction.Down)
                : IsOneOfTwo(points, i) ? new Signal(SignalRule.TwoOfThree, side)
                : oneSide >= RunLength ? new Signal(SignalRule.OneSide, side)
                : null;
        }

        return signals;
    }

    /// <summary>How many of the last differences lie on one side of zero.</summary>
    internal static int Leading(IEnumerable<double> differences, Direction direction, double negligible) =>
        differences.Reverse().TakeWhile(each => (direction == Direction.Up ? each : -each) > negligible).Count();

    private static bool IsOneOfTwo(Point[] points, int place)
    {
        if (points[place].Zone != Zone.Between)
            return false;
        for (var start = Math.Max(0, place - 2); start <= place && start + 3 <= points.Length; start++)
        {
            var three = points.AsSpan(start, 3);
            if (three[0].Side == three[1].Side && three[1].Side == three[2].Side && three.Count(points[place]) >= 2)
                return true;
        }

        return false;
    }

    private enum Zone { Usual, Between, Outside }

    /// <summary>Where a value lies: side 1 above the mean, −1 below, 0 on it.</summary>
    private readonly record struct Point(Zone Zone, int Side)
    {
        public static Point At(double distance, double inner, double outer, double negligible)
        {
            var far = Math.Abs(distance);
            var zone = far > outer + negligible ? Zone.Outside : far > inner + negligible ? Zone.Between : Zone.Usual;
            return new Point(zone, far > negligible ? Math.Sign(distance) : 0);
        }
    }
}
