using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages;

/// <summary>A page about one department, doctor or patient.</summary>
public abstract class SubjectPage : SnapshotPage
{
    /// <summary>Whether the snapshot knows it.</summary>
    protected bool Known { get; set; }

    /// <summary>The rows about it in the views that have one, under the scope.</summary>
    protected List<(GoldView View, object Row)> Rows { get; } = [];

    /// <summary>Reads the row of each view whose key is <paramref name="key"/>.</summary>
    protected async Task ReadRowsAsync(Snapshot snapshot, Scope scope, string key, params GoldView[] views)
    {
        Rows.Clear();
        foreach (var view in views)
        {
            var found = await ReadAsync(snapshot, view, scope, new GridQuery { Filters = [new ColumnFilter(view.Key.Name, "=", key)] }, 0, 1);
            if (found.Rows is [var row])
                Rows.Add((view, row));
        }
    }
}
