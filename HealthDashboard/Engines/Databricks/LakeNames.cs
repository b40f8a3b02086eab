using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Engines.Databricks;

/// <summary>
/// Our names of tables as a catalog has them, each at the version that belongs to a run, so that nobody is shown two runs at once. What stays with the
/// dashboard that writes the lake (records of files, what could be read of rejected ones) is a table without rows.
/// </summary>
/// <param name="versions">Of each table of the run, such as <c>gold/dim_visits</c>. Of all others <c>published</c> alone can be asked, which is of no run.</param>
/// <param name="earlier">Of the run that is compared with.</param>
internal sealed partial class LakeNames(DatabricksAddress address, IReadOnlyDictionary<string, long> versions, IReadOnlyDictionary<string, long>? earlier = null)
{
    private static readonly Dictionary<string, string> Inside = new()
    {
        ["rejected_visits"] = Empty("line bigint, rule string, visit_id string, patient_id string, doctor_id string, department string, visit_date date, week date, follow_up_required int"),
        ["rejected_treatments"] = Empty(
            "line bigint, rule string, visit_id string, patient_id string, doctor_id string, department string, visit_date date, week date, treatment_type string, cost_cents bigint, insurance_provider string"),
    };

    /// <summary>What is asked, and in the place of what an engine would do with it, which SQLite alone says before it does it, whether it can be asked.</summary>
    public string Written(string sql)
    {
        sql = Table().Replace(sql, name => (name.Groups[1].Value, name.Groups[2].Value) switch
        {
            ("silver", var table) when Inside.TryGetValue(table, out var empty) => empty,
            ("silver", var table) => At(address.Silver, table, versions, "silver"),
            ("gold_then", var table) => At(address.Gold, table, earlier ?? throw new InvalidOperationException("No run is compared with here."), "gold"),
            (_, var table) => At(address.Gold, table, versions, "gold"),
        });
        return sql.StartsWith("explain ", StringComparison.Ordinal) ? $"describe query {sql["explain ".Length..]}" : sql;
    }

    /// <summary>A parameter as the API has it. Whole numbers are as narrow as they can be, since what limits rows takes no wide ones.</summary>
    public static StatementParameter Typed(string name, object? value)
    {
        var type = value switch
        {
            long and >= int.MinValue and <= int.MaxValue or int or short or byte => "INT",
            long => "BIGINT",
            double or float => "DOUBLE",
            decimal => "DECIMAL(38,6)",
            bool => "BOOLEAN",
            DateOnly => "DATE",
            _ => "STRING",
        };
        var text = value switch
        {
            null or DBNull => null,
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        return new StatementParameter(name.TrimStart('@', ':', '$'), text, type);
    }

    internal static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private string At(string schema, string table, IReadOnlyDictionary<string, long> run, string layer)
    {
        var name = $"{Quoted(address.Catalog)}.{Quoted(schema)}.{table}";
        return run.TryGetValue($"{layer}/{table}", out var version) ? string.Create(CultureInfo.InvariantCulture, $"{name} version as of {version}")
            : (layer, table) == ("gold", "published") ? name
            : throw StatementFault.NotOfRun(address, $"{layer}.{table}");
    }

    private static string Empty(string columns) => $"(select {string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')).Select(column => $"cast(null as {column[1]}) as {column[0]}"))} where 1 = 0)";

    [GeneratedRegex(@"\b(silver|gold_then|gold)\.([a-z]\w*)")]
    private static partial Regex Table();
}
