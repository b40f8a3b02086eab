using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Wording;

/// <summary>What a control chart says, in words: neither good nor bad, and without a cause.</summary>
public sealed class SignalText(DisplayOptions display)
{
    public static string Name(MeasureChart chart) => chart.Treatment is { } treatment ? Sentence.Of(Text.PriceOf, treatment) : chart.Measure.Column.Label;

    public static string RuleName(SignalRule rule) => rule switch
    {
        SignalRule.Outside => Text.RuleOutside,
        SignalRule.Trend => Text.RuleTrend,
        SignalRule.TwoOfThree => Text.RuleTwoOfThree,
        _ => Text.RuleOneSide,
    };

    /// <summary>The same in the chart, in the matrix and beside the sentences.</summary>
    public static string Shape(SignalRule rule) => rule switch
    {
        SignalRule.Outside => "diamond",
        SignalRule.Trend => "triangle",
        SignalRule.TwoOfThree => "square",
        _ => "star",
    };

    /// <summary>What it is, where there is room for a few words alone.</summary>
    public static string Brief(Signal signal) => signal switch
    {
        (SignalRule.Outside, Direction.Up) => Text.AboveUpperLimit,
        (SignalRule.Outside, _) => Text.BelowLowerLimit,
        (SignalRule.Trend, Direction.Up) => Text.RisingInARow,
        (SignalRule.Trend, _) => Text.FallingInARow,
        (SignalRule.TwoOfThree, Direction.Up) => Text.CloseToUpperLimit,
        (SignalRule.TwoOfThree, _) => Text.CloseToLowerLimit,
        (_, Direction.Up) => Text.AboveMeanInARow,
        _ => Text.BelowMeanInARow,
    };

    /// <summary>W10 2025 (3–9 Mar), or 17 Nov – 14 Dec 2025.</summary>
    public static string When(Grouping by, Period period) => by == Grouping.Week ? Format.Week(Scope.Iso(period.Start)) : Format.Days(period.From, period.To);

    public static string Unit(Grouping by, int count) => Sentence.Noun(count, by == Grouping.Week ? Text.WeeksInWords : Text.FourWeekPeriods);

    /// <summary>26 weeks; 1 four-week period.</summary>
    public static string Points(Grouping by, int count) => $"{Format.Whole(count)} {Unit(by, count)}";

    /// <summary>Why there are no limits.</summary>
    public static string TooFew(MeasureChart chart) => chart.Values == chart.Periods.Complete.Count
        ? Sentence.Of(Text.TooFewForLimits, Points(chart.Periods.By, chart.Values), ControlChart.FewestPoints)
        : Sentence.Of(Text.TooFewValues, Format.Whole(chart.Values), Points(chart.Periods.By, chart.Periods.Complete.Count), ControlChart.FewestPoints);

    /// <summary>A mean or a limit: counts with one decimal.</summary>
    public string Level(SignalMeasure measure, double value) => measure.Column.Kind == ColumnKind.Count
        ? Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture)
        : Format.Cell(measure.Column, (decimal)value, display);

    /// <summary>The same without cents where these say nothing, as beside a line.</summary>
    public string LevelRounded(SignalMeasure measure, double value) =>
        measure.Column.Kind == ColumnKind.Money && (decimal)value >= Format.ManyDigits ? Format.MoneyWhole((decimal)value, display) : Level(measure, value);

    /// <summary>49 visits; 32.1 % follow-ups (n = 17 visits).</summary>
    public string Value(MeasureChart chart, double value, long cases)
    {
        var number = chart.Measure.Column.Kind == ColumnKind.Count ? Format.Whole((decimal)value) : Format.Cell(chart.Measure.Column, (decimal)value, display);
        var words = chart.Measure.Name switch
        {
            "num_visits" => Text.ValueVisits,
            "treatments" => Text.ValueTreatments,
            "total_cost" => Text.ValueCost,
            "avg_cost" => Text.ValueCostPerTreatment,
            _ => Text.ValueFollowUpRate,
        };
        return Sentence.Of(words, number, Format.Whole(cases));
    }

    public string Value(MeasureChart chart, Mark mark) => Value(chart, mark.Value, mark.Cases);

    /// <summary>Above the upper limit of 36.1.</summary>
    /// <param name="rounded">Without cents where these say nothing.</param>
    public string Why(MeasureChart chart, Mark mark, bool rounded = false)
    {
        var (limits, unit) = (chart.Chart!, Unit(chart.Periods.By, mark.Run));
        return (mark.Signal.Rule, mark.Signal.Direction) switch
        {
            (SignalRule.Outside, Direction.Up) => Sentence.Of(Text.WhyAboveLimit, At(limits.Upper)),
            (SignalRule.Outside, _) => Sentence.Of(Text.WhyBelowLimit, At(limits.Lower)),
            (SignalRule.Trend, Direction.Up) => Sentence.Of(Text.WhyRising, mark.Run, unit),
            (SignalRule.Trend, _) => Sentence.Of(Text.WhyFalling, mark.Run, unit),
            (SignalRule.TwoOfThree, Direction.Up) => Sentence.Of(Text.WhyCloseToUpper, At(limits.InnerUpper)),
            (SignalRule.TwoOfThree, _) => Sentence.Of(Text.WhyCloseToLower, At(limits.InnerLower)),
            (_, Direction.Up) => Sentence.Of(Text.WhyAboveMean, mark.Run, unit, At(limits.Mean)),
            _ => Sentence.Of(Text.WhyBelowMean, mark.Run, unit, At(limits.Mean)),
        };

        string At(double? level) => rounded ? LevelRounded(chart.Measure, level ?? 0) : Level(chart.Measure, level ?? 0);
    }

    /// <summary>W10 2025 (3–9 Mar): 49 visits, above the upper limit of 36.1.</summary>
    public string Said(MeasureChart chart, Mark mark) => Sentence.Of(Text.PointSaid, When(chart.Periods.By, mark.Period), Value(chart, mark), Why(chart, mark));

    /// <summary>What a point stands for, a line each.</summary>
    public string Tip(MeasureChart chart, Period period)
    {
        var full = Periods.Length(chart.Periods.By);
        var value = chart.Value(period) is { } number ? Value(chart, number, chart.Measure.Cases(period.Sums)) : Format.Nothing;
        return $"{When(chart.Periods.By, period)}\n{value}{(period.Days == full ? "" : "\n" + Sentence.Of(Text.DaysOf, period.Days, full))}";
    }

    /// <summary>The chart for those who do not see it.</summary>
    public string Summary(MeasureChart chart)
    {
        var count = Sentence.Of(Text.ControlPoints, Name(chart), Points(chart.Periods.By, chart.Periods.Complete.Count));
        return chart.Chart is null ? count : $"{count} {Range(chart)} {Sentence.Of(Text.ControlMarks, Format.Whole(chart.Marks.Count))}";
    }

    /// <summary>Mean 14.6, limits 3.1 and 26.1.</summary>
    public string Range(MeasureChart chart) => Sentence.Of(
        Text.ControlRange, Level(chart.Measure, chart.Chart!.Mean), Limit(chart, chart.Chart.Lower), Limit(chart, chart.Chart.Upper));

    public static string HowToRead(ControlChart chart) => (chart.Lower, chart.Upper) switch
    {
        (null, null) => Text.HowToReadWithoutLimits,
        (null, _) => Text.HowToReadBelowOne,
        (_, null) => Text.HowToReadAboveOne,
        _ => Text.HowToReadControl,
    };

    public string Limit(MeasureChart chart, double? limit) => limit is { } level ? Level(chart.Measure, level) : Text.NoLimit;
}
