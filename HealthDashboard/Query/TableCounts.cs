using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>How many rows the star schema's tables and the views hold. Counted once for a snapshot.</summary>
public static class TableCounts
{
    public static IReadOnlyDictionary<string, long> Of(Snapshot snapshot) => snapshot.Keep(() => Count(snapshot));

    private static Dictionary<string, long> Count(Snapshot snapshot)
    {
        using var connection = snapshot.Open();
        return GoldLayer.Star.Concat(GoldCatalog.All.Select(view => view.Name))
            .ToDictionary(table => table, table => connection.ExecuteScalar<long>($"select count(*) from gold.{table}"));
    }
}
