using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Charts;

/// <summary>A view as a page about something shows it, for eyes and ears.</summary>
/// <param name="Model">Null when there is nothing to draw.</param>
public sealed record PanelChart(ChartModel? Model, string Summary)
{
    // Hangs on the rows it is made of: everybody who looks at the same rows in the same language shares it, and it goes with them.
    private static readonly ConditionalWeakTable<ViewRows, ConcurrentDictionary<(string Culture, Scope Scope, string Measure), PanelChart>> Known = [];

    public static async Task<PanelChart> ReadAsync(ViewReader reader, Snapshot snapshot, GoldView view, string measure, Scope scope, DisplayOptions display, int mostBars)
    {
        var drawn = await ChartRows.ReadAsync(reader, snapshot, view, measure, scope, GridQuery.AllRows, display, mostBars);
        return Known.GetOrCreateValue(drawn.Found).GetOrAdd((CultureInfo.CurrentCulture.Name, scope, measure), _ => new PanelChart(
            drawn.Rows.Count == 0 ? null : ViewChart.Of(view, drawn, measure, scope, display),
            ViewChart.Summary(view, drawn, display)));
    }
}
