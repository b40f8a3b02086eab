using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.Charts;

/// <summary>A mark on a plane of two numbers, with where it leads and what is said about it.</summary>
public sealed record PlaneMark(double X, double Y, string? Link, string Tip);

/// <summary>Charts of lines and marks over two axes of numbers. The looks are those of chart-statistics.js.</summary>
public static class PlaneChart
{
    private const string Kind = "Plane";
    private const int Height = 380;

    /// <summary>Far finer than a screen shows.</summary>
    private const int Digits = 4;

    /// <param name="xUnit">Empty for counts, or the name of a <see cref="Gold.ColumnKind"/>.</param>
    public static ChartModel Of(IEnumerable<ChartSeries> series, string xTitle, string xUnit, string yTitle, string yUnit, DisplayOptions display) =>
        new(Kind, [], [.. series.Where(each => each.Values.Count > 0)], xTitle, yTitle, yUnit, Notation.Of(display), Height)
        {
            XUnit = xUnit,
        };

    /// <summary>A line, which leads nowhere.</summary>
    public static ChartSeries Line(string name, string look, IEnumerable<(double X, double Y)> points) =>
        new(name, [.. points.Select(point => Place(point.X, point.Y))], [], []) { Look = look };

    public static ChartSeries Marks(string name, string look, IReadOnlyCollection<PlaneMark> marks) =>
        new(name, [.. marks.Select(mark => Place(mark.X, mark.Y))], [.. marks.Select(mark => mark.Link)], [.. marks.Select(mark => mark.Tip)]) { Look = look };

    private static object Place(double x, double y) => new[] { Math.Round(x, Digits), Math.Round(y, Digits) };
}
