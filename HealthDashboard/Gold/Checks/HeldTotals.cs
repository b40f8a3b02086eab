using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Checks;

/// <summary>
/// What the tables of silver and gold add up to, in one pass over each: checks read it as the table <c>held</c> (layer, table_name,
/// measure, value) in place of millions of rows. Threads may add different tables at the same time.
/// </summary>
public sealed class HeldTotals
{
    private readonly ConcurrentBag<(string Layer, string Table, string Measure, long Value)> _totals = [];

    /// <summary>Reads a table in both layers, as <c>held_TABLE.sql</c> says. Of one that cannot be read nothing is held, and the checks miss it.</summary>
    /// <param name="connection">Has the functions of <see cref="RowChecksums"/>.</param>
    public void Add(SqliteConnection connection, SourceTable table)
    {
        try
        {
            foreach (IDictionary<string, object> layer in connection.Query(GoldView.ReadSql($"held_{table.Name}.sql")))
            {
                foreach (var (measure, value) in layer.Where(column => column.Value is long))
                    _totals.Add(((string)layer["layer"], table.Name, measure, (long)value));
            }
        }
        catch (SqliteException fault) when (SqliteFiles.SaysDamaged(fault))
        {
            // The check of the whole file says so.
        }
    }

    /// <summary>As a common table expression.</summary>
    public string Sql => $"held (layer, table_name, measure, value) as (values {string.Join(", ", _totals.DefaultIfEmpty().Select(Row))})";

    private static string Row((string Layer, string Table, string Measure, long Value) total) =>
        string.Create(CultureInfo.InvariantCulture, $"('{total.Layer}', '{total.Table}', '{total.Measure}', {total.Value})");
}
