using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Charts;

/// <summary>A measure of two over time: two lines on one scale, and apart from them what is cut by the data or the filter.</summary>
public static class PairChart
{
    private const string Kind = "Pair";
    private const int Height = 300;

    /// <param name="shift">So many days later the second is drawn, where it is of an earlier period.</param>
    public static ChartModel Of(MeasureChart first, MeasureChart second, string firstName, string secondName, int shift, DisplayOptions display)
    {
        var words = new SignalText(display);
        (MeasureChart Chart, string Name, int Shift)[] sides = [(first, firstName, 0), (second, secondName, shift)];
        List<DateOnly> days = [.. sides.SelectMany(side => Points(side.Chart).Select(period => period.Start.AddDays(side.Shift))).Distinct().Order()];
        var (column, by) = (first.Measure.Column, first.Periods.By);
        return new ChartModel(
            Kind, [.. days.Select(Scope.Iso)], [.. sides.Select(Line), .. sides.Select(Apart).Where(series => series.Values.Any(value => value is not null))],
            by == Grouping.Week ? Text.Week : Text.FourWeeks, SignalText.Name(first), column.Kind.ToString(), Notation.Of(display), Height)
        {
            Instead = sides.All(side => Points(side.Chart).Count == 0) ? Text.NothingToDraw : null,
        };

        ChartSeries Line((MeasureChart Chart, string Name, int Shift) side, int place) => Series(side, place, side.Name, side.Chart.Periods.Complete);

        ChartSeries Apart((MeasureChart Chart, string Name, int Shift) side, int place) =>
            Series(side, place, $"{side.Name}: {(by == Grouping.Week ? Text.IncompleteWeek : Text.IncompletePeriod)}", side.Chart.Periods.Apart) with { Apart = true };

        ChartSeries Series((MeasureChart Chart, string Name, int Shift) side, int place, string name, IReadOnlyList<Period> periods)
        {
            var drawn = periods.ToDictionary(period => period.Start.AddDays(side.Shift));
            var points = days.ConvertAll(drawn.GetValueOrDefault);
            return new ChartSeries(
                name,
                points.ConvertAll(period => (object?)(period is null ? null : side.Chart.Value(period))),
                points.ConvertAll(period => period is null ? null : Address.Relative(new Pick { Days = (period.From, period.To) })),
                points.ConvertAll(period => period is null ? "" : $"{side.Name}\n{words.Tip(side.Chart, period)}"))
            {
                Look = $"side-{place}",
            };
        }
    }

    private static List<Period> Points(MeasureChart chart) => [.. chart.Periods.Complete, .. chart.Periods.Apart];
}
