using System.Data.Common;
using System.Globalization;
using Dapper;
using DuckDB.NET.Data;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>
/// What the checks and views read of a snapshot, copied into an engine: of bronze the lines, what silver holds besides the rows, the star schema, and
/// the views' tables, which the engine has made itself. The rows as they were copied are those that were accepted.
/// </summary>
public sealed class LoadedStar : IDisposable
{
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["gold"] = [.. GoldLayer.Star],
        ["silver"] = ["control_totals", "rule_hits", "rejected_visits", "rejected_treatments"],
        ["bronze"] = ["patients", "doctors", "visits", "treatments"],
    };

    private readonly DbConnection _connection;
    private readonly List<(SourceTable Table, string Measure, IFormattable Value)> _accepted = [];

    private LoadedStar(SqlDialect dialect, DbConnection connection) => (Dialect, _connection) = (dialect, connection);

    public SqlDialect Dialect { get; }

    public DbConnection Connection => _connection;

    /// <summary>The same snapshot in SQLite, PostgreSQL and DuckDB; the first is what the others are compared with.</summary>
    public static async Task<IReadOnlyList<LoadedStar>> InAllAsync(Snapshot snapshot, PostgresCluster postgres)
    {
        var sqlite = new SqliteConnection("Data Source=:memory:;Foreign Keys=false");
        sqlite.Open();
        sqlite.CreateFunction("fold", (string? text) => text?.ToUpperInvariant(), isDeterministic: true);
        sqlite.CreateCollation(NameOrder.Collation, NameOrder.Compare);
        RowChecksums.AddTo(sqlite);
        var server = new NpgsqlConnection(await postgres.DatabaseAsync());
        await server.OpenAsync();
        var duck = new DuckDBConnection("Data Source=:memory:");
        duck.Open();
        LoadedStar[] all = [new(SqlDialect.Sqlite, sqlite), new(SqlDialect.PostgreSql, server), new(SqlDialect.DuckDb, duck)];
        duck.Execute("set threads = 1");
        foreach (var star in all)
            star.Copy(snapshot, schema => star.Dialect == SqlDialect.Sqlite ? $"attach ':memory:' as {schema}" : $"create schema {schema}");
        return all;
    }

    /// <summary>The rows of a statement of ours, in their order, each cell as text: numbers are the same when six digits behind the point are.</summary>
    public List<string> Rows(string sql, IReadOnlyDictionary<string, object>? parameters = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = Dialect.Written(sql);
        foreach (var (name, value) in parameters ?? new Dictionary<string, object>())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(field => Cell(reader.GetValue(field)))));
        return rows;
    }

    public void Execute(string sql) => _connection.Execute(Dialect.Written(sql));

    /// <summary>What each check finds, in no order.</summary>
    public Dictionary<string, List<string>> Checked()
    {
        var held = new HeldTotals();
        foreach (var table in SourceTable.All)
            held.Add(_connection, Dialect, table);
        foreach (var (table, measure, value) in _accepted)
            held.Add("silver", table, measure, value);
        return GoldChecks.Portable.ToDictionary(check => check.Name, check =>
        {
            var rows = Rows($"with {held.Sql} select * from (\n{check.Sql}\n) as offending");
            Assert.Equal([rows.Count.ToString(CultureInfo.InvariantCulture)], Rows(check.CountSql(held)));
            return rows.Order(StringComparer.Ordinal).ToList();
        });
    }

    public void Dispose() => _connection.Dispose();

    private static string Cell(object value) => value switch
    {
        DBNull => "∅",
        string text => text,
        double or float or decimal => decimal.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 6).ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Nobody expected a {value.GetType().Name} in a cell."),
    };

    private void Copy(Snapshot snapshot, Func<string, string> schema)
    {
        using var source = snapshot.Files!.OpenFiles();
        foreach (var (layer, tables) in Tables)
        {
            _connection.Execute(schema(layer));
            foreach (var table in tables)
                Copy(source, layer, table);
        }

        if (Dialect != SqlDialect.Sqlite)
            _connection.Execute(Dialect == SqlDialect.PostgreSql ? "set search_path = gold; analyze" : "set schema = 'gold'");
        foreach (var view in GoldCatalog.All)
            Execute($"create table gold.{view.Name} as\n{view.Sql}");
        foreach (var table in SourceTable.All)
        {
            var held = (IDictionary<string, object>)_connection.QuerySingle<object>(Dialect.Written(GoldView.ReadSql($"held_{table.Name}.sql")));
            _accepted.AddRange(new[] { "rows", "content" }.Select(measure => (table, measure, (IFormattable)held[measure])));
        }
    }

    private void Copy(SqliteConnection source, string layer, string table)
    {
        var columns = source.Query<(string Name, string Type)>("select name, type from pragma_table_xinfo(@table, @layer)", new { table, layer })
            .Where(column => layer != "bronze" || column.Name == "line").ToList();
        _connection.Execute($"create table {layer}.{table} ({string.Join(", ", columns.Select(column => $"{column.Name} {TypeOf(column.Type)}"))})");
        var rows = source.Query<object>($"select {string.Join(", ", columns.Select(column => column.Name))} from {layer}.{table}").Cast<IDictionary<string, object?>>();
        foreach (var some in rows.Chunk(500))
            _connection.Execute($"insert into {layer}.{table} values {string.Join(", ", some.Select(row => $"({string.Join(", ", row.Values.Select(Literal))})"))}");
    }

    private static string TypeOf(string declared) => declared.ToUpperInvariant() switch
    {
        "INTEGER" => "bigint",
        "REAL" => "double precision",
        _ => "text",
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
    };
}
