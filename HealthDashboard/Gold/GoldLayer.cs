using System.Data.Common;
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

    /// <summary>Their columns that this program reads, as the schema has them.</summary>
    private static readonly Lazy<IReadOnlyList<(string Table, string Columns)>> StarTables = new(() =>
    {
        using var empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        empty.Execute(GoldView.ReadSql("schema.sql"));
        // The lines of patients and doctors are silver's, which an earlier version kept in a file of its own.
        const string Read = "select name from pragma_table_xinfo(@table) where name <> 'line' or @table not in ('dim_patients', 'dim_doctors')";
        return [.. Star.Select(table => (table, string.Join(", ", empty.Query<string>(Read, new { table }))))];
    });

    public static string Schema { get; } = GoldView.ReadSql("schema.sql") + GoldView.ReadSql("indexes.sql") + GoldView.ReadSql("silver.sql") + string.Concat(GoldCatalog.All.Select(view =>
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
            WriteView(gold, star.Everything(view));
        }
    }

    /// <summary>Whether this program can read a snapshot that another version may have made: has all it reads prepared, the star schema too, of which columns in memory may have to be made; that touches no row.</summary>
    public static bool CanRead(Snapshot snapshot)
    {
        // What could not be read may be mended where it lies, so that this is asked again.
        var kept = snapshot.Keep(() => new StrongBox<bool>(), nameof(CanRead));
        return kept.Value || (kept.Value = Prepares(snapshot));
    }

    private static bool Prepares(Snapshot snapshot)
    {
        try
        {
            var everything = Scope.Of(Access.Reach.Everything).Prologue();
            using var connection = snapshot.Open();
            foreach (var (table, columns) in StarTables.Value)
                connection.Execute($"explain select {columns} from gold.{table}");
            foreach (var view in GoldCatalog.All)
            {
                connection.Execute($"explain select {string.Join(", ", view.Columns.Select(column => column.Name))} from gold.{view.Name}");
                connection.Execute($"explain with {everything},\n{view.Name} as (\n{view.Select}\n) select * from {view.Name}");
            }

            return true;
        }
        catch (Exception refused) when (refused is DbException or EngineException { IsOfStatement: true })
        {
            return false;
        }
    }

    private static void WriteView(DatabaseFile gold, ViewTable rows)
    {
        var table = gold.Table(rows.View.Name);
        var columns = rows.View.Columns.Select(column => Writer(rows, column)).ToList();
        foreach (var row in rows.Places(GridQuery.AllRows))
        {
            foreach (var add in columns)
                add(table.Row, row);
            table.EndRow();
        }

        table.Complete();
    }

    /// <summary>Adds what a column has in a row, as the row itself would say it.</summary>
    private static Action<RecordBuffer, int> Writer(ViewTable rows, Column column)
    {
        if (column.Dimension is { } dimension)
        {
            var (texts, codeOf) = (dimension.Values(rows.Star), rows.CodeOf(column));
            return (record, row) => record.Add(texts.Utf8(codeOf(row)));
        }

        return StorageOf(column) == "integer"
            ? (record, row) => record.Add(rows.Whole(column.Measure!, row))
            : (record, row) => record.Add((double?)(decimal?)rows.Number(column, row));
    }

    private static string StorageOf(Column column) => column.Kind switch
    {
        ColumnKind.Count or ColumnKind.People or ColumnKind.Number => "integer",
        ColumnKind.Money or ColumnKind.Rate or ColumnKind.Percent => "real",
        _ => "text",
    };
}
