using Dapper;
using Npgsql;

namespace HealthDashboard.Engines.Postgres;

/// <summary>
/// Where the extension Citus is there, the large tables of the star schema are spread over its nodes by patient, so that what belongs together lies together,
/// and all others lie on every node.
/// </summary>
internal static class Citus
{
    /// <summary>The table that the others lie together with.</summary>
    public const string First = "dim_patients";

    private const string By = "patient_id";

    private static readonly string[] Spread = [First, "dim_visits", "fact_treatments"];

    public static bool IsThere(NpgsqlConnection connection) => connection.ExecuteScalar<bool>("select exists (select from pg_extension where extname = 'citus')");

    /// <summary>The table with what it is spread by: a treatment says whose it is, and a row is unique on its node only.</summary>
    public static LoadedTable With(LoadedTable table) => table switch
    {
        { Layer: "gold", Name: "fact_treatments" } => table with
        {
            From = $"{table.From} as treatment join gold.dim_visits as visit on visit.visit_id = treatment.visit_id",
            Columns = [.. table.Columns.Select(column => column with { Sql = $"treatment.{column.Sql}" }), new LoadedColumn(By, PostgresType.Text, IsRequired: true, $"visit.{By}")],
            Key = [By, .. table.Key],
        },
        { Layer: "gold", Name: "dim_visits" } => table with
        {
            Key = [By, .. table.Key],
            Indexes = [.. table.Indexes.Select(index => index.IsUnique ? (true, [By, .. index.Columns]) : index)],
        },
        _ => table,
    };

    /// <summary>What is said of a table while it is empty.</summary>
    public static string Distribute(LoadedTable table, RunSchemas schemas) => table.Layer == "gold" && Spread.Contains(table.Name)
        ? $"select create_distributed_table('{table.In(schemas)}', '{By}'{(table.Name == First ? "" : $", colocate_with => '{schemas.Gold}.{First}'")})"
        : $"select create_reference_table('{table.In(schemas)}')";
}
