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
