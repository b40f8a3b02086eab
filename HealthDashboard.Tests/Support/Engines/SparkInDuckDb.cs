using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>Runs on DuckDB what is written for a warehouse of Databricks, with its parameters and its names of types.</summary>
internal static partial class SparkInDuckDb
{
    /// <summary>Puts rows, columns and what failed into the statement.</summary>
    public static void Run(DuckDBConnection engine, AskedStatement statement)
    {
        using var command = engine.CreateCommand();
        command.CommandText = InDuckDb((string)statement.Asked["statement"]!);
        foreach (var parameter in statement.Asked["parameters"]!.AsArray())
            command.Parameters.Add(new DuckDBParameter((string)parameter!["name"]!, Value((string?)parameter["value"], (string)parameter["type"]!)));
        try
        {
            using var rows = command.ExecuteReader();
            statement.Columns.AddRange(Enumerable.Range(0, rows.FieldCount).Select(field => (rows.GetName(field), Type(rows.GetFieldType(field)))));
            while (rows.Read())
                statement.Rows.Add([.. Enumerable.Range(0, rows.FieldCount).Select(field => Cell(rows.GetValue(field)))]);
        }
        catch (DuckDBException fault)
        {
            (statement.State, statement.Failure) = ("FAILED", fault.Message.StartsWith("Catalog", StringComparison.Ordinal) ? StatementServer.Failed("42P01", $"[TABLE_OR_VIEW_NOT_FOUND] {fault.Message}") : StatementServer.Failed("42703", $"[UNRESOLVED_COLUMN] {fault.Message}"));
        }
    }

    private static string InDuckDb(string sql) => Marker().Replace(Version().Replace(sql, ""), "$$$1")
        .Replace("`health`.", "", StringComparison.Ordinal).Replace('`', '"')
        .Replace("describe query", "describe", StringComparison.Ordinal).Replace("unix_millis", "epoch_ms", StringComparison.Ordinal);

    /// <summary>Spark takes a text beside a date for a date.</summary>
    private static object Value(string? text, string type) => text is null ? DBNull.Value : type switch
    {
        "INT" or "BIGINT" => long.Parse(text, CultureInfo.InvariantCulture),
        "DOUBLE" => double.Parse(text, CultureInfo.InvariantCulture),
        "STRING" when DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) => day,
        _ => text,
    };

    private static string Type(Type type) => type == typeof(int) || type == typeof(short) || type == typeof(sbyte) ? "INT"
        : type == typeof(long) ? "LONG"
        : type == typeof(decimal) || type == typeof(BigInteger) ? "DECIMAL"
        : type == typeof(double) ? "DOUBLE"
        : type == typeof(bool) ? "BOOLEAN"
        : type == typeof(DateOnly) ? "DATE"
        : "STRING";

    private static string? Cell(object value) => value switch
    {
        DBNull => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@" version as of \d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"(?<!:):([a-z]\w*)")]
    private static partial Regex Marker();
}
