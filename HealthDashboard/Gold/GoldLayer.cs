using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold;

/// <summary>Builds gold from silver: the star schema, then each view as a table.</summary>
public static class GoldLayer
{
    private static readonly ConditionalWeakTable<Snapshot, StrongBox<bool>> Readable = [];

    /// <summary>The tables of the star schema, in the order of their references.</summary>
    public static IReadOnlyList<string> Star { get; } =
        ["dim_patients", "dim_doctors", "dim_visits", "fact_treatments", "dim_departments", "dim_weeks"];

    /// <param name="building">Told the name of each table before it is built.</param>
    public static void Build(SnapshotBuilder snapshot, Action<string> building)
    {
        snapshot.Execute(GoldView.ReadSql("schema.sql"));
        foreach (var table in Star)
        {
            building(table);
            snapshot.Execute($"insert into gold.{table}\n{GoldView.ReadSql(table + ".sql")}");
        }

        snapshot.Execute(GoldView.ReadSql("indexes.sql"));
        foreach (var view in GoldCatalog.All)
        {
            building(view.Name);
            snapshot.Execute(Materialise(view));
        }
    }

    /// <summary>Whether this program can read a snapshot that another version may have made: has each select prepared, which touches no row.</summary>
    public static bool CanRead(Snapshot snapshot) => Readable.GetValue(snapshot, each => new StrongBox<bool>(Prepares(each))).Value;

    private static bool Prepares(Snapshot snapshot)
    {
        try
        {
            using var connection = snapshot.Open();
            foreach (var view in GoldCatalog.All)
            {
                connection.Execute($"explain select {string.Join(", ", view.Columns.Select(column => column.Name))} from gold.{view.Name}");
                connection.Execute($"explain {view.Sql}");
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>The table keeps the view's order in an index, so that a page of it is read without sorting.</summary>
    private static string Materialise(GoldView view)
    {
        var columns = string.Join(", ", view.Columns.Select(column => $"{column.Name} {StorageOf(column)}"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            create table gold.{view.Name} ({columns});
            insert into gold.{view.Name}
            {view.Sql};
            create index gold.{view.Name}_in_order on {view.Name} ({view.OrderBy});
            """);
    }

    private static string StorageOf(Column column) => column.Kind switch
    {
        ColumnKind.Count or ColumnKind.People or ColumnKind.Number => "integer",
        ColumnKind.Money or ColumnKind.Rate or ColumnKind.Percent => "real",
        _ => "text",
    };
}
