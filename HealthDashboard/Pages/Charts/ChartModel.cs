using System.Text.Json.Serialization;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.Charts;

/// <summary>A series of marks; values, links and tips belong together by their place. A link that begins with a question mark filters the page one is on (pick.js).</summary>
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
/// <param name="Number">The number of it alone, for where there is no room for words.</param>
public sealed record ChartLine(string Kind, double Value, string Label, string Number = "");

/// <summary>A note at its week, as a line upwards.</summary>
/// <param name="Day">The Monday.</param>
/// <param name="Label">Its first words.</param>
public sealed record ChartPin(string Day, string Label);

/// <summary>Days from the first to the last, set apart behind the points.</summary>
public sealed record ChartBand(string First, string Last, string Label);

/// <summary>What is laid behind the weeks, months, quarters or years of a chart: rows of the same view, so many of them earlier.</summary>
public sealed record EarlierRows(string Name, IReadOnlyList<object> Rows, int Back);

/// <summary>What the browser needs to draw a chart: every text is ready to be shown.</summary>
/// <param name="Notation">How numbers are written along the axes.</param>
public sealed record ChartModel(
    string Kind, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, string XTitle, string YTitle, string Unit, Notation Notation, int Height)
{
    /// <summary>How a box is read, written at the axis below.</summary>
    public string Reading { get; init; } = "";

    /// <summary>Horizontal lines, in any order.</summary>
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Notes, in any order.</summary>
    public IReadOnlyList<ChartPin> Pins { get; init; } = [];

    /// <summary>A stretch of days that is set apart from the others; null for none.</summary>
    public ChartBand? Band { get; init; }

    /// <summary>What is left out, in sentences; empty where nothing is.</summary>
    public string Note { get; init; } = "";

    /// <summary>Of a ring: the number of the colour of each label, from 1.</summary>
    public IReadOnlyList<int> Colours { get; init; } = [];

    /// <summary>The places of the labels, or in a heat map of the series, that are filtered by while the others are drawn pale beside them; empty where none stands out.</summary>
    public IReadOnlyList<int> Chosen { get; init; } = [];

    /// <summary>Whether a click on a mark does something.</summary>
    [JsonIgnore]
    public bool Leads => Series.Any(series => series.Links.Any(link => link is not null));

    /// <summary>What numbers a numeric horizontal axis has, as <see cref="Unit"/> says of the vertical one.</summary>
    public string XUnit { get; init; } = "";

    /// <summary>Whether the heading says what its axes are, so that the drawing need not.</summary>
    public bool IsCompact { get; init; }

    /// <summary>What is said where there is nothing to draw; null where there is.</summary>
    public string? Instead { get; init; }
}
