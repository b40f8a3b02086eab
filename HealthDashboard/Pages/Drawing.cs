using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Pages;

/// <summary>A view as a page about something shows it, for eyes and ears.</summary>
/// <param name="Model">Null when there is nothing to draw.</param>
public sealed record Drawing(ChartModel? Model, string Summary)
{
    // Hangs on the rows it is made of: everybody who looks at the same rows in the same language shares it, and it goes with them.
    private static readonly ConditionalWeakTable<ViewRows, ConcurrentDictionary<string, Drawing>> Known = [];

    /// <param name="rows">Of that view under that scope.</param>
    public static Drawing Of(GoldView view, ViewRows rows, Scope scope, DisplayOptions display) =>
        Known.GetOrCreateValue(rows).GetOrAdd(CultureInfo.CurrentCulture.Name, _ => new Drawing(
            rows.Count == 0 ? null : ChartModel.Of(view, rows.Rows, view.Chart.Measures[0], scope, GridQuery.AllRows, display),
            ChartModel.Summary(view, rows.Count, rows.Rows, display)));
}
