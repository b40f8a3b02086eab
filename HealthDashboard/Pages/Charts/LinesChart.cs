using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Charts;

/// <summary>What insurers cost over time: a line for each of the largest, all others together, and apart from them what the data or the filter cut.</summary>
public static class LinesChart
{
    private const string Kind = "Lines";
    private const int Height = 300;

    /// <summary>So many times as high as the highest line of one insurer that of all others may be.</summary>
    private const int MostAbove = 2;

    /// <param name="cross">By quarters or years, the latest first.</param>
    /// <param name="data">The first and the last visit date of the whole data.</param>
    /// <param name="insurers">All that there are: a colour belongs to one for good, as far as there are colours.</param>
    public static ChartModel Of(CostCross cross, Scope scope, (DateOnly First, DateOnly Last) data, IReadOnlyList<string> insurers, DisplayOptions display)
    {
        var grain = cross.Down.Grain!.Value;
        List<(CalendarPeriod Period, CostCross.Row Row)> points = [.. cross.Rows.Reverse().Select(row => (new CalendarPeriod(grain, Weeks.Day(row.Key)), row))];
        var whole = points.ConvertAll(point => IsWhole(point.Period, scope, data));
        var known = insurers.Count <= MarkColours.Count ? insurers : cross.Insurers;
        var colours = MarkColours.Of(known);
        List<(string Name, bool IsOthers, Func<CostCross.Row, decimal> Cost)> lines = [.. cross.Insurers.Select((insurer, place) => (insurer, false, (Func<CostCross.Row, decimal>)(row => row.Costs[place])))];
        // So many small ones together would lie so high that no line above the ground could be told from the next.
        var (most, others) = (cross.Rows.SelectMany(row => row.Costs).DefaultIfEmpty().Max(), cross.Rows.Select(row => row.Others).DefaultIfEmpty().Max());
        var drawsOthers = others <= MostAbove * most;
        if (cross.HasOthers && drawsOthers)
            lines.Add((Text.OtherInsurers, true, row => row.Others));
        var chosen = scope.Filters.Of(Dimensions.Insurer);
        return new ChartModel(
            Kind, points.ConvertAll(point => Scope.Iso(point.Period.First)), [.. lines.Select(line => Series(line, isWhole: true)), .. lines.Select(line => Series(line, isWhole: false)).Where(series => series.Values.Any(value => value is not null))],
            cross.Down.Label, Measures.Cost.Label, nameof(ColumnKind.Money), Notation.Of(display), Height)
        {
            Colours = [.. lines.Select(line => line.IsOthers ? 0 : colours[line.Name])],
            Chosen = [.. lines.Index().Where(line => !line.Item.IsOthers && chosen.Contains(line.Item.Name)).Select(line => line.Index)],
            Note = string.Join(' ', new[]
            {
                whole.Contains(false) ? Sentence.Of(Text.CutPeriods, cross.Down.Label.ToLowerInvariant()) : "",
                drawsOthers ? "" : Sentence.Of(Text.OthersNotDrawn, Format.Whole(cross.OtherInsurers), Format.MoneyWhole(cross.Rows.Sum(row => row.Others), display)),
            }.Where(note => note.Length > 0)),
            Instead = points.Count == 0 ? Text.NothingToDraw : null,
        };

        ChartSeries Series((string Name, bool IsOthers, Func<CostCross.Row, decimal> Cost) line, bool isWhole)
        {
            var link = line.IsOthers ? null : Address.Relative(Pick.Of(Dimensions.Insurer, line.Name));
            return new ChartSeries(
                line.Name,
                [.. points.Select((point, place) => (object?)(whole[place] == isWhole ? line.Cost(point.Row) : null))],
                [.. points.Select(_ => link)],
                [.. points.Select((point, place) => $"{line.Name}\n{Format.PeriodShort(point.Period)}\n{Measures.Cost.Label}: {Format.MoneyWhole(line.Cost(point.Row), display)}{(whole[place] ? "" : "\n" + Text.CutByPeriod)}")])
            {
                Apart = !isWhole,
            };
        }
    }

    /// <summary>The picture in words: who cost how much in the last whole period, or in what there is of the latest where none is whole.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Summary(CostCross cross, Scope scope, (DateOnly First, DateOnly Last) data, DisplayOptions display)
    {
        if (cross.Rows.Count == 0)
            return Text.NothingToDraw;
        List<(CalendarPeriod Period, CostCross.Row Row)> points = [.. cross.Rows.Select(row => (new CalendarPeriod(cross.Down.Grain!.Value, Weeks.Day(row.Key)), row))];
        var whole = points.FindIndex(point => IsWhole(point.Period, scope, data));
        var (period, told) = points[Math.Max(whole, 0)];
        return Sentence.Of(
            Text.InsurersOverTimeSummary, cross.Down.Label.ToLowerInvariant(), Format.PeriodShort(period) + (whole < 0 ? $" ({Text.CutByPeriod})" : ""),
            string.Join(", ", cross.Insurers.Zip(told.Costs, (insurer, cost) => $"{insurer} {Format.MoneyWhole(cost, display)}")));
    }

    private static bool IsWhole(CalendarPeriod period, Scope scope, (DateOnly First, DateOnly Last) data) => period.IsWithin(data.First, data.Last) && scope.Holds(period);
}
