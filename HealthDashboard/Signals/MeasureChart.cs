using HealthDashboard.Statistics;

namespace HealthDashboard.Signals;

/// <summary>A point that stands out, and why.</summary>
/// <param name="Run">How many points in a row led to it, itself among them; 1 where it stands out alone.</param>
public sealed record Mark(Period Period, double Value, long Cases, Signal Signal, int Run);

/// <summary>A measure over time under a scope, with its control chart.</summary>
/// <param name="Treatment">Where it is the price of one type of treatment.</param>
/// <param name="Chart">Null where there are too few complete periods for limits.</param>
public sealed record MeasureChart(SignalMeasure Measure, Periods Periods, ControlChart? Chart, string? Treatment = null)
{
    /// <summary>
    /// A ratio of fewer visits or treatments marks nothing: one of one is 100 %. Where a count or a cost has fewer a period, its limits
    /// mean little: most periods are alike because they have none.
    /// </summary>
    public const int FewestCases = 5;

    /// <summary>How many complete periods have a value, which is what limits are made of.</summary>
    public int Values { get; } = ValuesOf(Measure, Periods).Count(value => value is not null);

    /// <summary>All points that stand out, oldest first.</summary>
    public IReadOnlyList<Mark> Marks { get; } = Found(Measure, Periods, Chart);

    /// <summary>The newest first; of a run the last point alone, which says how long it is.</summary>
    public IReadOnlyList<Mark> Ends => [.. Marks.Where((mark, place) => !GoesOn(mark, place)).Reverse()];

    /// <summary>The latest complete period; null where there is none.</summary>
    public Period? Latest => Periods.Complete is [.., var last] ? last : null;

    /// <summary>The mark of the latest complete period. Only this one is worth an alert: older ones have been seen before.</summary>
    public Mark? Alert => Marks is [.., var last] && last.Period == Latest ? last : null;

    /// <summary>
    /// A ratio of fewer than half of the visits or treatments that its periods usually have: the limits are made of changes
    /// between fuller ones, so lying beyond them says little.
    /// </summary>
    public bool IsThin(Mark mark) => Measure.IsRatio && mark.Cases * 2 * Values < AllCases;

    /// <summary>The alert that is worth a sentence.</summary>
    public Mark? Finding => Alert is { } alert && !IsThin(alert) && !IsSparse ? alert : null;

    /// <summary>A count or a cost of very few visits or treatments a period.</summary>
    private bool IsSparse => !Measure.IsRatio && AllCases < (long)FewestCases * Values;

    private long AllCases => Periods.Complete.Sum(period => Measure.Cases(period.Sums));

    /// <summary>How far from the mean, in usual changes from one period to the next.</summary>
    public double Size(Mark mark) => Chart!.Range == 0 ? double.MaxValue : Math.Abs(mark.Value - Chart.Mean) / Chart.Range;

    public double? Value(Period period) => Measure.Value(period.Sums);

    public static MeasureChart Of(SignalMeasure measure, Periods periods, string? treatment = null) =>
        new(measure, periods, ControlChart.Of(ValuesOf(measure, periods), measure.Ceiling), treatment);

    private bool GoesOn(Mark mark, int place) =>
        mark.Run > 1 && Marks.ElementAtOrDefault(place + 1) is { } next && next.Signal == mark.Signal && next.Run == mark.Run + 1;

    private static double?[] ValuesOf(SignalMeasure measure, Periods periods) => [.. periods.Complete.Select(period => measure.Value(period.Sums))];

    private static List<Mark> Found(SignalMeasure measure, Periods periods, ControlChart? chart)
    {
        if (chart is null)
            return [];
        var values = ValuesOf(measure, periods);
        return
        [
            .. from point in chart.Signals.Index()
               where point.Item is not null
               let period = periods.Complete[point.Index]
               let cases = measure.Cases(period.Sums)
               where !measure.IsRatio || cases >= FewestCases
               select new Mark(period, values[point.Index]!.Value, cases, point.Item!.Value, chart.Run(values, point.Index)),
        ];
    }
}
