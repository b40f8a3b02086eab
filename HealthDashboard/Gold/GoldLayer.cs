using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold;

/// <summary>Builds gold from silver: the star schema, then each view as a table.</summary>
public static class GoldLayer
{
    /// <summary>The tables of the star schema, in the order of their references. The SQL of the same name defines each; <see cref="Gold.Star.StarWriter"/> writes them.</summary>
    public static IReadOnlyList<string> Star { get; } =
        ["dim_patients", "dim_doctors", "dim_visits", "fact_treatments", "dim_departments", "dim_weeks"];

    /// <summary>Their columns, as the schema has them.</summary>
    private static readonly Lazy<IReadOnlyList<(string Table, string Columns)>> StarTables = new(() =>
    {
        using var empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        empty.Execute(GoldView.ReadSql("schema.sql"));
        return [.. Star.Select(table => (table, string.Join(", ", empty.Query<string>("select name from pragma_table_info(@table)", new { table }))))];
    });

    public static string Schema { get; } = GoldView.ReadSql("schema.sql") + GoldView.ReadSql("indexes.sql") + string.Concat(GoldCatalog.All.Select(view =>
        $"""
        create table {view.Name} ({string.Join(", ", view.Columns.Select(column => $"{column.Name} {StorageOf(column)}"))}) strict;

        """));

    /// <summary>Writes the views' tables.</summary>
    /// <param name="building">Told the name of each table before it is built.</param>
    public static void Write(DatabaseFile gold, StarColumns star, Action<string> building)
    {
        foreach (var view in GoldCatalog.All)
        {
            building(view.Name);
            WriteView(gold, view, star.Everything(view).Rows(GridQuery.AllRows));
        }
    }

    /// <summary>Whether this program can read a snapshot that another version may have made: has all it reads prepared, the star schema too, of which columns in memory may have to be made; that touches no row.</summary>
    public static bool CanRead(Snapshot snapshot) => snapshot.Keep(() => new StrongBox<bool>(Prepares(snapshot)), nameof(CanRead)).Value;

    private static bool Prepares(Snapshot snapshot)
    {
        try
        {
            using var connection = snapshot.Open();
            foreach (var (table, columns) in StarTables.Value)
                connection.Execute($"explain select {columns} from gold.{table}");
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

    private static void WriteView(DatabaseFile gold, GoldView view, IEnumerable<object> rows)
    {
        var table = gold.Table(view.Name);
        foreach (var row in rows)
        {
            foreach (var column in view.Columns)
                Add(table.Row, column.Value(row));
            table.EndRow();
        }

        table.Complete();
    }

    private static void Add(RecordBuffer record, object? value)
    {
        switch (value)
        {
            case null: record.AddNull(); break;
            case long number: record.Add(number); break;
            case decimal amount: record.Add((double)amount); break;
            default: record.Add(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string StorageOf(Column column) => column.Kind switch
    {
        ColumnKind.Count or ColumnKind.People or ColumnKind.Number => "integer",
        ColumnKind.Money or ColumnKind.Rate or ColumnKind.Percent => "real",
        _ => "text",
    };
}
