namespace HealthDashboard.Statistics;

/// <summary>
/// An XmR control chart of a measure that cannot be negative, as in NHS England's "Making Data Count": the mean, limits made
/// of the usual change from one point to the next, and the points that do not look like chance.
/// </summary>
/// <param name="Mean">Of all points.</param>
/// <param name="Range">The mean change from one point to the next, without the changes that are themselves out of the ordinary.</param>
/// <param name="RangeOfAll">The mean change before those were left out, to show the arithmetic.</param>
/// <param name="Lower">Null where it would lie below 0, as with the inner one.</param>
/// <param name="Upper">Null where it would lie above what the measure can reach, as with the inner one.</param>
/// <param name="IsTrial">Fewer than twelve points: the limits will move as more come in.</param>
/// <param name="Signals">One for each value that was given; null where nothing stands out, and where there is no value.</param>
public sealed record ControlChart(
    double Mean,
    double Range,
    double RangeOfAll,
    double? Lower,
    double? InnerLower,
    double? InnerUpper,
    double? Upper,
    bool IsTrial,
    IReadOnlyList<Signal?> Signals)
{
    /// <summary>With fewer points there is no chart.</summary>
    public const int FewestPoints = 7;

    /// <summary>With fewer points the limits are on trial.</summary>
    public const int EnoughPoints = 12;

    /// <summary>How far the limits lie from the mean, in mean ranges.</summary>
    public const double LimitRanges = 2.66;

    private const double ScreenRanges = 3.267;

    /// <summary>What the latest value says. Only this may raise an alert: older points have been seen before.</summary>
    public Signal? Latest => Signals[^1];

    /// <summary>
    /// The chart of these values in order of time, which are complete periods; null where there are too few.
    /// </summary>
    /// <param name="values">
    /// A period without a value (the rate of no visits) is no point, and is bridged: the change across it is that from one point
    /// to the next, and the points beside it are in a row.
    /// </param>
    /// <param name="ceiling">What the measure cannot exceed: 1 for a rate.</param>
    public static ControlChart? Of(IReadOnlyList<double?> values, double ceiling = double.PositiveInfinity)
    {
        var points = values.OfType<double>().ToList();
        if (points.Count < FewestPoints)
            return null;
        var ranges = points.Zip(points.Skip(1), (before, after) => Math.Abs(after - before)).ToList();

        var mean = points.Average();
        var rangeOfAll = ranges.Average();
        // Among many points without a change those that are left have none: every point off the mean would lie outside.
        var screened = ranges.Where(each => each < ScreenRanges * rangeOfAll).DefaultIfEmpty(0).Average();
        var range = screened > 0 ? screened : rangeOfAll;
        var outer = LimitRanges * range;
        var inner = outer * 2 / 3;

        return new ControlChart(
            mean,
            range,
            rangeOfAll,
            Lower: AtLeast(0, mean - outer),
            InnerLower: AtLeast(0, mean - inner),
            InnerUpper: AtMost(ceiling, mean + inner),
            Upper: AtMost(ceiling, mean + outer),
            IsTrial: points.Count < EnoughPoints,
            Signals: SignalSearch.In(values, mean, inner, outer));
    }

    /// <summary>How many values in a row led to the one at a place by its rule, itself among them; 1 where it stands out alone.</summary>
    public int Run(IReadOnlyList<double?> values, int place)
    {
        var points = values.Take(place + 1).OfType<double>().ToList();
        return Signals[place] switch
        {
            { Rule: SignalRule.Trend } trend => 1 + SignalSearch.Leading(points.Zip(points.Skip(1), (before, after) => after - before), trend.Direction, 0),
            { Rule: SignalRule.OneSide } side => SignalSearch.Leading(points.Select(value => value - Mean), side.Direction, SignalSearch.Negligible * Math.Abs(Mean)),
            _ => 1,
        };
    }

    private static double? AtLeast(double floor, double limit) => limit >= floor ? limit : null;

    private static double? AtMost(double ceiling, double limit) => limit <= ceiling ? limit : null;
}
