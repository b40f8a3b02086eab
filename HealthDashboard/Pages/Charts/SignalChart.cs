using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Charts;

/// <summary>How a control chart is drawn: the points, mean and limits as lines, and a shape for each rule on the points that stand out.</summary>
public static class SignalChart
{
    private const string Kind = "Control";
    private const int Height = 360;

    /// <param name="earlier">Weeks to lay behind, as many weeks earlier.</param>
    /// <param name="most">How many points are drawn at most, if not all.</param>
    /// <param name="around">A day that is to be among them; without it, they are the latest.</param>
    public static ChartModel Of(MeasureChart chart, DisplayOptions display, EarlierRows? earlier = null, int height = Height, int most = int.MaxValue, DateOnly? around = null)
    {
        var words = new SignalText(display);
        var (column, by) = (chart.Measure.Column, chart.Periods.By);
        var points = chart.Periods.Complete.Concat(chart.Periods.Apart).OrderBy(period => period.Start).ToList();
        var all = points.Count;
        if (all > most)
            points = Around(points, around, most);
        var complete = chart.Periods.Complete.ToHashSet();
        var (links, tips) = (points.ConvertAll(period => (string?)Link(chart, period)), points.ConvertAll(period => words.Tip(chart, period)));
        List<ChartSeries> series =
        [
            Series(SignalText.Name(chart), period => complete.Contains(period) ? chart.Value(period) : null),
            Series(by == Grouping.Week ? Text.IncompleteWeek : Text.IncompletePeriod, period => complete.Contains(period) ? null : chart.Value(period)) with { Apart = true },
        ];
        if (earlier is not null)
            series.Add(Behind(chart, points, earlier, words));
        foreach (var rule in chart.Marks.GroupBy(mark => mark.Signal.Rule).OrderBy(rule => rule.Key))
        {
            var marks = rule.ToDictionary(mark => mark.Period);
            if (!points.Exists(marks.ContainsKey))
                continue;
            series.Add(Series(SignalText.RuleName(rule.Key), period => marks.GetValueOrDefault(period)?.Value) with
            {
                Shape = SignalText.Shape(rule.Key),
                Tips = [.. points.Select((period, place) => marks.TryGetValue(period, out var mark) ? $"{tips[place]}\n{words.Why(chart, mark)}" : "")],
            });
        }

        return new ChartModel(
            Kind, [.. points.Select(period => Scope.Iso(period.Start))], series, by == Grouping.Week ? Text.Week : Text.FourWeeks,
            column.Label, column.Kind.ToString(), Notation.Of(display), height)
        {
            Lines = [.. Lines(chart, words)],
            Instead = points.Count == 0 ? Text.NoVisitsInScopeSentence : null,
            Note = points.Count == all ? "" : Sentence.Of(Text.PointsDrawn, Format.Days(points[0].From, points[^1].To), Format.Whole(points.Count), Format.Whole(all)),
        };

        // What a series does not draw leads nowhere and says nothing: most of what would be sent.
        ChartSeries Series(string name, Func<Period, double?> value)
        {
            var values = points.ConvertAll(period => (object?)value(period));
            return new(name, values, [.. links.Select((link, place) => values[place] is null ? null : link)], [.. tips.Select((tip, place) => values[place] is null ? "" : tip)]);
        }
    }

    /// <summary>So many points, with a day in their middle where there are enough on both sides of it.</summary>
    private static List<Period> Around(List<Period> points, DateOnly? day, int most)
    {
        var place = points.FindIndex(period => period.To >= day);
        var latest = points.Count - most;
        return points.GetRange(place < 0 ? latest : Math.Clamp(place - (most / 2), 0, latest), most);
    }

    private static IEnumerable<ChartLine> Lines(MeasureChart chart, SignalText words)
    {
        if (chart.Chart is not { } limits)
            yield break;
        yield return Line(ChartLineKind.Mean, limits.Mean, Text.MeanAt);
        if (limits.Upper is { } upper)
            yield return Line(ChartLineKind.Limit, upper, limits.IsTrial ? Text.TrialUpperLimitAt : Text.UpperLimitAt);
        if (limits.Lower is { } lower)
            yield return Line(ChartLineKind.Limit, lower, limits.IsTrial ? Text.TrialLowerLimitAt : Text.LowerLimitAt);
        foreach (var inner in new[] { limits.InnerUpper, limits.InnerLower }.OfType<double>())
            yield return new ChartLine(nameof(ChartLineKind.Inner), inner, "");

        ChartLine Line(ChartLineKind kind, double value, string label) =>
            new(kind.ToString(), value, Sentence.Of(label, words.LevelRounded(chart.Measure, value)), words.LevelRounded(chart.Measure, value));
    }

    /// <summary>Of the weeks so much earlier, those that make up each period; none where one of them is missing.</summary>
    private static ChartSeries Behind(MeasureChart chart, List<Period> points, EarlierRows earlier, SignalText words)
    {
        var weeks = earlier.Rows.Cast<WeeklyVisitTrends>().Where(week => week.Days == Periods.Length(Grouping.Week)).ToDictionary(week => week.Week);
        var days = Periods.Length(Grouping.Week);
        var before = points.ConvertAll(period =>
        {
            var mondays = Enumerable.Range(0, Periods.Length(chart.Periods.By) / days).Select(week => period.Start.AddDays((week - earlier.Back) * days)).ToList();
            var found = mondays.Select(monday => weeks.GetValueOrDefault(Scope.Iso(monday))).OfType<WeeklyVisitTrends>().ToList();
            return found.Count == mondays.Count
                ? new Period(mondays[0], mondays[0], mondays[^1].AddDays(days - 1), found.Aggregate(default(Sums), (sum, week) => sum + SignalReader.Sums(week).Sums))
                : null;
        });
        return new ChartSeries(
            earlier.Name, [.. before.Select(period => (object?)(period is null ? null : chart.Value(period)))], [.. before.Select(_ => (string?)null)],
            before.ConvertAll(period => period is null ? "" : words.Tip(chart, period)))
        {
            Behind = true,
        };
    }

    /// <summary>By the days of a point, and of the price of a treatment by that.</summary>
    private static string Link(MeasureChart chart, Period period) =>
        Address.Relative((chart.Treatment is { } treatment ? Pick.Of(Dimensions.TreatmentType, treatment) : new Pick()) with { Days = (period.From, period.To) });
}
