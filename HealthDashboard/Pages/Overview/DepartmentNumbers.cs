using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Overview;

/// <summary>The rows of each department in the views that have one, under a scope.</summary>
public sealed record DepartmentNumbers(IReadOnlyDictionary<string, IReadOnlyDictionary<GoldView, object>> Rows)
{
    public static async Task<DepartmentNumbers> ReadAsync(Scope scope, Func<GoldView, Scope, GridQuery?, Task<ViewRows>> rows)
    {
        var departments = new SortedDictionary<string, IReadOnlyDictionary<GoldView, object>>(NameOrder.Comparer);
        foreach (var view in new[] { DepartmentTreatmentSummary.View, FollowUpSummary.View })
        {
            foreach (var row in (await rows(view, scope, null)).Rows)
            {
                var key = (string)view.Key.Value(row)!;
                var known = (Dictionary<GoldView, object>)(departments.GetValueOrDefault(key) ?? (departments[key] = new Dictionary<GoldView, object>()));
                known[view] = row;
            }
        }

        return new DepartmentNumbers(departments);
    }

    public object? Value(string department, GoldView view, string column) =>
        Rows.TryGetValue(department, out var rows) && rows.TryGetValue(view, out var row) ? view.Column(column).Value(row) : null;

    /// <summary>As it is written, which may be that it is withheld.</summary>
    public string Cell(string department, GoldView view, string column, DisplayOptions display) =>
        Rows.TryGetValue(department, out var rows) && rows.TryGetValue(view, out var row) ? Format.Cell(view, row, view.Column(column), display) : Format.Nothing;
}
