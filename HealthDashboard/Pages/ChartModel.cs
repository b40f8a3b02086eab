using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Pages;

/// <summary>A series of marks; values, links and tips belong together by their place.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<object?> Values, IReadOnlyList<string?> Links, IReadOnlyList<string> Tips)
{
    /// <summary>Marks that do not compare with the others, such as weeks with days missing.</summary>
    public bool Apart { get; init; }

    /// <summary>Something to compare with, drawn behind.</summary>
    public bool Behind { get; init; }

    /// <summary>Of marks that stand out: diamond, triangle, square or star. Null for what is drawn as usual.</summary>
    public string? Shape { get; init; }

    /// <summary>On a plane of two numbers, what the series is to look like: see chart-statistics.js.</summary>
    public string? Look { get; init; }
}

/// <summary>What a horizontal line across a chart stands for.</summary>
public enum ChartLineKind
{
    Mean,
    Limit,

    /// <summary>Drawn faintly.</summary>
    Inner,

    /// <summary>Of a target that somebody set.</summary>
    Target,
}

/// <summary>A horizontal line across a chart.</summary>
/// <param name="Label">Written at its end; empty for none.</param>
public sealed record ChartLine(string Kind, double Value, string Label);

/// <summary>A note at its week, as a line upwards.</summary>
/// <param name="Day">The Monday.</param>
/// <param name="Label">Its first words.</param>
public sealed record ChartPin(string Day, string Label);

/// <summary>Weeks to lay behind the weeks of a chart: rows of the same view, so many weeks earlier.</summary>
public sealed record EarlierWeeks(string Name, IReadOnlyList<object> Rows, int WeeksBack);

/// <summary>What the browser needs to draw a chart: every text is ready to be shown.</summary>
public sealed record ChartModel(
    string Kind, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, string XTitle, string YTitle, string Unit, string Currency, string Locale, int Height)
{
    private const int FullWeek = 7;
    private const int RowsOfSummary = 3;

    private static readonly string[] BoxColumns = ["min_cost", "p25_cost", "median_cost", "p75_cost", "max_cost"];

    /// <summary>How a heat map or a box is read, written at the axis below: on light ground and on dark.</summary>
    public string Reading { get; init; } = "";

    public string ReadingOnDark { get; init; } = "";

    /// <summary>Horizontal lines, in any order.</summary>
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Notes, in any order.</summary>
    public IReadOnlyList<ChartPin> Pins { get; init; } = [];

    /// <summary>Whether numbers may be withheld.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether there is nothing to draw. Where numbers are withheld, a line of the zeros that are left would say that there was nothing.</summary>
    public bool IsEmpty => Series.All(series => series.Values.All(value => value is null || (IsShared && value is 0L or 0m)));

    /// <summary>What the numbers of a numeric horizontal axis are, as <see cref="Unit"/> says of the vertical one.</summary>
    public string XUnit { get; init; } = "";

    /// <summary>How many rows of the grid are drawn, in its order.</summary>
    public static int MostMarks(ChartKind kind) => kind switch
    {
        ChartKind.Bars => 20,
        ChartKind.Scatter => 1500,
        ChartKind.Line or ChartKind.HeatMap => 20_000,
        _ => 30,
    };

    /// <summary>Lines and heat maps follow the calendar, whatever the grid is sorted by.</summary>
    public static bool FollowsGrid(ChartKind kind) => kind is not (ChartKind.Line or ChartKind.HeatMap or ChartKind.Columns);

    public static ChartModel Of(GoldView view, IReadOnlyList<object> rows, string measure, Scope scope, GridQuery grid, DisplayOptions display, EarlierWeeks? earlier = null)
    {
        var chart = view.Chart;
        var category = view.Column(chart.Category);
        var value = view.Column(measure);
        if (FollowsGrid(chart.Kind) || chart.Kind == ChartKind.Columns)
            rows = [.. rows.Where(row => !IsWithheld(view, row, value))];
        var series = chart.Kind switch
        {
            ChartKind.Line => Weekly(),
            ChartKind.HeatMap => [.. rows.GroupBy(row => (string)view.Column(chart.Across!).Value(row)!).OrderByDescending(group => group.Key).Select(group => Marks(group.Key, [.. group]))],
            _ => [Marks(value.Label, rows)],
        };
        var labels = chart.Kind == ChartKind.HeatMap
            ? rows.Select(row => (string)category.Value(row)!).Distinct().Order().Select(Format.WeekShort)
            : rows.Select(Label);
        var height = chart.Kind switch
        {
            ChartKind.Bars or ChartKind.Box => Math.Max(160, 90 + (rows.Count * 30)),
            ChartKind.HeatMap => Math.Max(180, 110 + (series.Count * 34)),
            _ => 360,
        };
        var across = chart.Kind == ChartKind.Scatter ? view.Column(chart.Across!).Label : category.Kind == ColumnKind.Doctor ? Text.Doctor : category.Kind == ColumnKind.Patient ? Text.Patient : category.Label;
        var (reading, readingOnDark) = chart.Kind switch
        {
            ChartKind.HeatMap => (Sentence.Of(Text.DarkerIsMore, across), Sentence.Of(Text.BrighterIsMore, across)),
            ChartKind.Box => scope.ShareSafe ? (Text.CostQuartilesAlone, Text.CostQuartilesAlone) : (Text.CostQuartiles, Text.CostQuartiles),
            _ => ("", ""),
        };
        return new ChartModel(
            chart.Kind.ToString(), [.. labels], series, across, value.Label, value.Kind.ToString(), display.Currency, CultureInfo.CurrentCulture.Name, height)
        {
            IsShared = scope.ShareSafe,
            Reading = reading,
            ReadingOnDark = readingOnDark,
        };

        string Label(object row) => category.Kind switch
        {
            ColumnKind.Week => (string)category.Value(row)!,
            ColumnKind.Doctor => (string)view.Column("doctor_name").Value(row)!,
            _ => (string)category.Value(row)!,
        };

        ChartSeries Marks(string name, IReadOnlyList<object> marks) => new(
            name,
            [.. marks.Select(Value)],
            [.. marks.Select(row => Drill.Mark(view, row, scope, grid))],
            [.. marks.Select(row => Tip(view, row, display, scope))]);

        object? Value(object row) => chart.Kind switch
        {
            // Without the lowest and the highest, which share-safe mode withholds, only the box is drawn.
            ChartKind.Box => BoxColumns.Select((name, i) => view.Column(name).Value(row) ?? view.Column(BoxColumns[i == 0 ? 1 : ^2]).Value(row)).ToArray(),
            ChartKind.Scatter => new[] { view.Column(chart.Across!).Value(row), value.Value(row) },
            _ => value.Value(row),
        };

        ChartSeries Behind(EarlierWeeks weeks)
        {
            var byWeek = weeks.Rows.Where(row => (long)view.Column("days").Value(row)! == FullWeek).ToDictionary(row => (string)category.Value(row)!);
            var rowsBehind = rows.Select(row => byWeek.GetValueOrDefault(
                Scope.Iso(DateOnly.ParseExact((string)category.Value(row)!, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-FullWeek * weeks.WeeksBack)))).ToList();
            return new ChartSeries(
                weeks.Name,
                [.. rowsBehind.Select(row => row is null ? null : value.Value(row))],
                [.. rowsBehind.Select(row => row is null ? null : Drill.Mark(view, row, scope, grid))],
                [.. rowsBehind.Select(row => row is null ? "" : Tip(view, row, display))])
            {
                Behind = true,
            };
        }

        List<ChartSeries> Weekly()
        {
            var complete = Marks(value.Label, rows);
            var whole = rows.Select(row => (long)view.Column("days").Value(row)! == FullWeek && scope.HoldsWeek((string)category.Value(row)!)).ToList();
            var partial = complete with
            {
                Name = Text.IncompleteWeek,
                Apart = true,
                Values = [.. complete.Values.Select((mark, i) => whole[i] ? null : mark)],
            };
            var compared = complete with { Values = [.. complete.Values.Select((mark, i) => whole[i] ? mark : null)] };
            return earlier is null ? [compared, partial] : [compared, partial, Behind(earlier)];
        }
    }

    /// <summary>Whether a mark cannot be drawn, as a number of its is withheld.</summary>
    private static bool IsWithheld(GoldView view, object row, Column value) => view.Chart.Kind switch
    {
        ChartKind.Box => view.IsWithheld(row, view.Column(BoxColumns[1])),
        ChartKind.Scatter => view.IsWithheld(row, value) || view.IsWithheld(row, view.Column(view.Chart.Across!)),
        _ => view.IsWithheld(row, value),
    };

    /// <summary>What a chart shows, for those who do not see it: the question, how many rows there are, and the first of them.</summary>
    public static string Summary(GoldView view, long count, IReadOnlyList<object> rows, DisplayOptions display)
    {
        var first = rows.Take(RowsOfSummary).Select(row => Tip(view, row, display).Replace("\n", ", ", StringComparison.Ordinal));
        return Sentence.Of(Text.ChartSummary, view.Question, Format.Whole(count), view.Rows, string.Join(". ", first));
    }

    /// <summary>What a mark stands for and all its numbers, a line each.</summary>
    public static string Tip(GoldView view, object row, DisplayOptions display, Scope? scope = null)
    {
        var lines = view.Columns
            .Where(column => !column.Hidden && !(column.Kind == ColumnKind.Doctor))
            .Select(column => column.IsNumeric ? $"{column.Label}: {Format.Cell(view, row, column, display)}" : Format.Cell(view, row, column, display))
            .ToList();
        if (view.Columns.FirstOrDefault(column => column.Name == "days") is { } days && (long)days.Value(row)! < FullWeek)
            lines.Add(Sentence.Of(Text.DaysOf, days.Value(row), FullWeek));
        else if (scope is not null && view.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Week) is { } week && !scope.HoldsWeek((string)week.Value(row)!))
            lines.Add(Text.CutByPeriod);
        return string.Join('\n', lines);
    }
}
