using System.Data.Common;
using System.Globalization;
using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Checks;

/// <summary>
/// What the tables add up to, as silver they were accepted and as gold they were written, in one pass over each: checks read it as the table
/// <c>held</c> (layer, table_name, measure, value) in place of millions of rows. Threads may add different tables at the same time.
/// </summary>
public sealed class HeldTotals
{
    private readonly List<string> _rows = [];

    public HeldTotals(IEnumerable<AcceptedRows>? accepted = null)
    {
        foreach (var rows in accepted ?? [])
        {
            Add("silver", rows.Table, "rows", rows.Rows);
            Add("silver", rows.Table, "content", rows.Content);
        }
    }

    /// <summary>Reads a table of gold, as <c>held_TABLE.sql</c> says. Of one that cannot be read nothing is held, and the checks miss it.</summary>
    /// <param name="connection">One of SQLite has the functions of <see cref="RowChecksums"/>.</param>
    public void Add(DbConnection connection, SqlDialect dialect, SourceTable table)
    {
        try
        {
            using var layers = connection.ExecuteReader(dialect.Written(GoldView.ReadSql($"held_{table.Name}.sql")));
            while (layers.Read())
            {
                for (var measure = 1; measure < layers.FieldCount; measure++)
                {
                    // Whole numbers, of whatever type an engine adds them up in.
                    if (layers.GetValue(measure) is IFormattable value)
                        Add(layers.GetString(0), table, layers.GetName(measure), value);
                }
            }
        }
        catch (SqliteException fault) when (SqliteFiles.SaysDamaged(fault))
        {
            // The check of the whole file says so.
        }
    }

    /// <summary>As a common table expression.</summary>
    public string Sql => $"held (layer, table_name, measure, value) as (values {(_rows.Count == 0 ? "('', '', '', 0)" : string.Join(", ", _rows))})";

    internal void Add(string layer, SourceTable table, string measure, IFormattable value)
    {
        lock (_rows)
            _rows.Add(string.Create(CultureInfo.InvariantCulture, $"('{layer}', '{table.Name}', '{measure}', {value})"));
    }
}
