using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Charts;

/// <summary>How a view is drawn: its rows as marks, each with what it says and where it leads.</summary>
public static class ViewChart
{
    private const int RowsOfSummary = 3;

    /// <summary>In a heat map, departments in lines of as many pixels; closer together where there are many.</summary>
    private const int LineHeight = 34;
    private const int CloseLineHeight = 18;
    private const int ManyLines = 30;

    private static readonly string[] BoxColumns = ["min_cost", "p25_cost", "median_cost", "p75_cost", "max_cost"];

    /// <param name="drawn">Of that view under that scope.</param>
    public static ChartModel Of(
        GoldView view, ChartRows drawn, string measure, Scope scope, DisplayOptions display, EarlierRows? earlier = null)
    {
        var (chart, kind) = (view.Chart, drawn.Kind);
        var category = view.Column(chart.Category);
        var value = view.Column(measure);
        var rows = kind is ChartKind.Line or ChartKind.HeatMap ? drawn.Rows : [.. drawn.Rows.Where(row => !IsWithheld(view, row, value))];
        List<string> labels = kind == ChartKind.HeatMap
            ? [.. drawn.Rows.Select(row => (string)category.Value(row)!).Distinct().Order(StringComparer.Ordinal)]
            : [.. rows.Select(row => (string)view.Column(category.Kind == ColumnKind.Doctor ? "doctor_name" : category.Name).Value(row)!)];
        List<ChartSeries> series = kind switch
        {
            ChartKind.Line => Weekly(),
            ChartKind.HeatMap =>
            [
                .. rows.GroupBy(row => (string)view.Column(chart.Across!).Value(row)!).OrderByDescending(line => line.Key, StringComparer.Ordinal).Select(Line),
            ],
            _ => [Marks(value.Label, rows)],
        };
        if (drawn.Others is { } others)
        {
            labels.Add(Sentence.Of(Text.AllOthers, Format.Whole(others.Count)));
            series[0] = WithOthers(series[0], others);
        }

        var across = kind == ChartKind.Scatter ? view.Column(chart.Across!).Label
            : category.Kind switch { ColumnKind.Doctor => Text.Doctor, ColumnKind.Patient => Text.Patient, _ => category.Label };
        var written = kind == ChartKind.HeatMap ? labels.ConvertAll(first => Format.PeriodShort(new(view.TimeGrain!.Value, Weeks.Day(first)))) : labels;
        var names = kind == ChartKind.HeatMap ? series.Select(line => line.Name) : rows.Select(row => (string)category.Value(row)!);
        List<int> chosen = drawn.Chosen.Count == 0 ? [] : [.. names.Index().Where(each => drawn.Chosen.Contains(each.Item)).Select(each => each.Index)];
        var height = Height(kind, kind == ChartKind.HeatMap ? series.Count : rows.Count);
        return new ChartModel(kind.ToString(), written, series, across, value.Label, value.Kind.ToString(), Notation.Of(display), height)
        {
            Reading = kind != ChartKind.Box ? "" : scope.ShareSafe ? Text.CostQuartilesAlone : Text.CostQuartiles,
            Note = string.Join(' ', new[] { chosen.Count == 0 ? "" : Text.OthersPale, drawn.Note, Withheld() }.Where(note => note.Length > 0)),
            Chosen = chosen,
            Colours = kind == ChartKind.Donut ? [.. labels.Select(label => drawn.Colours[label])] : [],
            Instead = Instead(),
        };

        ChartSeries Marks(string name, IReadOnlyList<object?> marks) => new(
            name,
            [.. marks.Select(row => row is null ? null : Value(row))],
            [.. marks.Select(row => row is null ? null : Drill.Mark(view, row, scope))],
            [.. marks.Select(row => row is null ? "" : Tip(view, row, display, scope))]);

        // A mark for each week, so that marks of different lines belong to the same one, whatever the table is filtered by.
        ChartSeries Line(IGrouping<string, object> line)
        {
            var byWeek = line.ToDictionary(row => (string)category.Value(row)!);
            return Marks(line.Key, labels.ConvertAll(week => byWeek.GetValueOrDefault(week)));
        }

        ChartSeries WithOthers(ChartSeries marks, OtherRows rest) => marks with
        {
            Values = [.. marks.Values, rest.Sum],
            Links = [.. marks.Links, null],
            Tips = [.. marks.Tips, $"{labels[^1]}\n{value.Label}: {Format.Cell(value, rest.Sum, display)}"],
        };

        object? Value(object row) => kind switch
        {
            // Without the lowest and the highest, which share-safe mode withholds, only the box is drawn.
            ChartKind.Box => BoxColumns.Select((name, i) => view.Column(name).Value(row) ?? view.Column(BoxColumns[i == 0 ? 1 : ^2]).Value(row)).ToArray(),
            ChartKind.Scatter => new[] { view.Column(chart.Across!).Value(row), value.Value(row) },
            _ => value.Value(row),
        };

        string Withheld() => rows.Count == drawn.Rows.Count
            ? ""
            : Sentence.Of(Text.NotDrawnShared, Format.Whole(drawn.Rows.Count - rows.Count), Format.Whole(drawn.Rows.Count), view.Rows);

        // A line of the zeros that are left where numbers are withheld would say that there was nothing; parts of nothing have no size.
        string? Instead() => (scope.ShareSafe, series.All(each => each.Values.All(mark => mark is null or 0L or 0m))) switch
        {
            (true, true) => Text.AllWithheld,
            (_, true) when kind is ChartKind.Donut or ChartKind.Treemap => Sentence.Of(Text.AllAreZero, value.Label, Format.Cell(value, 0m, display), view.Rows),
            _ => series.All(each => each.Values.All(mark => mark is null)) ? Text.NothingToDraw : null,
        };

        ChartSeries Behind(EarlierRows other)
        {
            var byPeriod = other.Rows.Where(row => Days(view, row) == view.PeriodOf(row).Days).ToDictionary(view.PeriodOf);
            return Marks(other.Name, [.. rows.Select(row => byPeriod.GetValueOrDefault(view.PeriodOf(row).Later(-other.Back)))]) with { Behind = true };
        }

        List<ChartSeries> Weekly()
        {
            var complete = Marks(value.Label, rows);
            var whole = rows.Select(row => Days(view, row) == view.PeriodOf(row).Days && scope.Holds(view.PeriodOf(row))).ToList();
            var partial = complete with
            {
                Name = view.Granularity is null ? Text.IncompleteWeek : Text.IncompletePeriod,
                Apart = true,
                Values = [.. complete.Values.Select((mark, i) => whole[i] ? null : mark)],
            };
            var compared = complete with { Values = [.. complete.Values.Select((mark, i) => whole[i] ? mark : null)] };
            return earlier is null ? [compared, partial] : [compared, partial, Behind(earlier)];
        }
    }

    /// <summary>What a chart shows, for those who do not see it: the question, how many rows there are, and the first of them.</summary>
    public static string Summary(GoldView view, ChartRows drawn, DisplayOptions display)
    {
        var count = drawn.Chosen.Count == 0 ? drawn.Found.Count : drawn.InScope(view).Count();
        var first = drawn.InScope(view).Take(RowsOfSummary).Select(row => Tip(view, row, display).Replace("\n", ", ", StringComparison.Ordinal));
        return Sentence.Of(Text.ChartSummary, view.Question, Format.Whole(count), view.Rows, string.Join(". ", first));
    }

    private static int Height(ChartKind kind, int lines) => kind switch
    {
        ChartKind.Bars => Math.Max(150, 60 + (lines * 28)),
        ChartKind.Box => Math.Max(160, 90 + (lines * 30)),
        ChartKind.HeatMap => Math.Max(200, 130 + (lines * (lines > ManyLines ? CloseLineHeight : LineHeight))),
        _ => 360,
    };

    /// <summary>Whether a mark cannot be drawn, as a number of its is withheld.</summary>
    private static bool IsWithheld(GoldView view, object row, Column value) => view.Chart.Kind switch
    {
        ChartKind.Box => view.IsWithheld(row, view.Column(BoxColumns[1])),
        ChartKind.Scatter => view.IsWithheld(row, value) || view.IsWithheld(row, view.Column(view.Chart.Across!)),
        _ => view.IsWithheld(row, value),
    };

    /// <summary>What a mark stands for and all its numbers, a line each.</summary>
    private static string Tip(GoldView view, object row, DisplayOptions display, Scope? scope = null)
    {
        var lines = view.Columns
            .Where(column => !column.Hidden && !(column.Kind == ColumnKind.Doctor))
            .Select(column => column.IsNumeric ? $"{column.Label}: {Format.Cell(view, row, column, display)}" : Format.Cell(view, row, column, display))
            .ToList();
        if (view.IsByTime && view.PeriodOf(row) is var period)
        {
            if (Days(view, row) < period.Days)
                lines.Add(Sentence.Of(Text.DaysOf, Days(view, row), period.Days));
            else if (scope is not null && !scope.Holds(period))
                lines.Add(Text.CutByPeriod);
        }

        return string.Join('\n', lines);
    }

    /// <summary>How many days of a week, month, quarter or year the data holds.</summary>
    private static long Days(GoldView view, object row) => (long)view.Column("days").Value(row)!;
}
