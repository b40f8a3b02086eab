using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>Whom records as found are about: the patients whose ids stand in them, or in the visit that a treatment names.</summary>
public static class PatientsOfRecords
{
    /// <param name="lines">Of the file of that table.</param>
    public static IReadOnlyList<string> Of(Snapshot snapshot, string table, IEnumerable<long> lines) =>
        string.Join(", ", lines) is { Length: > 0 } some ? Read(snapshot, table, some, new { }) : [];

    /// <summary>Of all records that <c>rejected.csv</c> tells of.</summary>
    /// <param name="hits">The condition on <c>silver.rule_hits</c>.</param>
    public static IEnumerable<string> OfHits(Snapshot snapshot, string hits, object parameters) => SourceTable.All.SelectMany(table =>
        Read(snapshot, table.Name, $"select line from silver.rule_hits where table_name = '{table.Name}' and {hits}", parameters));

    private static List<string> Read(Snapshot snapshot, string table, string lines, object parameters)
    {
        var sql = table switch
        {
            "patients" or "visits" => $"select distinct trim(patient_id) from bronze.{table} where line in ({lines}) order by 1",
            "treatments" => $"""
                select distinct visit.patient_id
                from bronze.treatments as found
                join gold.dim_visits as visit on visit.visit_id = trim(found.visit_id)
                where found.line in ({lines})
                order by 1
                """,
            _ => null,
        };
        if (sql is null)
            return [];
        using var connection = snapshot.Open();
        return connection.Query<string?>(sql, parameters).OfType<string>().Where(id => id.Length > 0).AsList();
    }
}
