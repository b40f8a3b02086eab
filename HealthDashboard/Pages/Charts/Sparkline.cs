using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Charts;

/// <summary>A line without axes: the shape of the weeks beside a number that says the rest. Markup, not a component: an overview has two dozen, in each open page.</summary>
public static class Sparkline
{
    private const int Width = 100;
    private const int Height = 24;

    /// <summary>
    /// Zero-based, so that a small movement does not look like a large one. A week without a value is a gap, and one that has none beside it
    /// a dot: a line across would claim what nobody measured.
    /// </summary>
    /// <returns>Nothing where there are not two weeks.</returns>
    public static MarkupString Of(IReadOnlyList<decimal?> weeks)
    {
        if (weeks.Count < 2)
            return default;
        var highest = weeks.Max() is { } most and > 0 ? most : 1;
        var lines = string.Concat(weeks.Select((value, i) => value is null ? "" : (HasValue(i - 1) ? "L" : "M") + Place(i)));
        var dots = string.Concat(weeks.Select((value, i) => value is null || HasValue(i - 1) || HasValue(i + 1) ? "" : $"M{Place(i)}h0"));
        return new(
            $"""<svg class="spark" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">{Path(lines, "1.5")}{Path(dots, "4\" stroke-linecap=\"round")}</svg>""");

        bool HasValue(int i) => i >= 0 && i < weeks.Count && weeks[i] is not null;

        string Place(int i) => string.Create(
            CultureInfo.InvariantCulture, $"{(decimal)i * Width / (weeks.Count - 1):0.#},{Height - 1 - (weeks[i]!.Value / highest * (Height - 2)):0.#}");
    }

    private static string Path(string d, string width) =>
        d.Length == 0 ? "" : $"""<path d="{d}" fill="none" stroke="currentColor" stroke-width="{width}" vector-effect="non-scaling-stroke"/>""";
}
