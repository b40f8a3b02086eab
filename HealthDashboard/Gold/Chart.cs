namespace HealthDashboard.Gold;

public enum ChartKind
{
    Bars,
    Columns,
    Line,
    Donut,
    Treemap,
    HeatMap,
    Scatter,
    Box,
}

/// <summary>How a gold view is drawn. Names are the view's columns.</summary>
/// <param name="Category">What a mark stands for.</param>
/// <param name="Measures">What can be drawn; the first is drawn unless the address asks for another.</param>
public sealed record Chart(ChartKind Kind, string Category, params string[] Measures)
{
    /// <summary>Heat map: the column of its lines. Scatter: the column of the horizontal axis.</summary>
    public string? Across { get; init; }
}

/// <summary>The one number that stands for a view on the home page.</summary>
/// <param name="Column">The column it is from; null for the number of rows.</param>
/// <param name="Top">The row with the highest value, instead of the total.</param>
public sealed record Headline(string? Column, bool Top)
{
    public static Headline Rows { get; } = new(null, false);

    public static Headline Total(string column) => new(column, false);

    public static Headline Highest(string column) => new(column, true);
}
