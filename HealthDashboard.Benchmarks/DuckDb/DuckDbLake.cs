using DuckDB.NET.Data;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;

namespace HealthDashboard.Benchmarks.DuckDb;

/// <summary>The tables of the lake in DuckDB, and its COPY of them, on two threads: silver by country and department, the star schema, the fact by treatment type, the views.</summary>
public static class DuckDbLake
{
    private const string Parquet = "format parquet, compression zstd";

    /// <summary>What is copied, as tables of a file; silver's are the star schema's own columns.</summary>
    public static IDisposable Build(string data, string file)
    {
        DuckDbWarehouse.Build(data, file);
        var connection = Open(file);
        Execute(connection, """
            create table silver_patients as select *, row_number() over () + 1 as line from dim_patients;
            create table silver_visits as
            select * exclude (treatment_count, cost_cents),
                case follow_up_required when 1 then 'Yes' when 0 then 'No' else 'Unknown' end as follow_up,
                row_number() over () + 1 as line
            from dim_visits;
            create table silver_treatments as select * exclude (treatment_cost), row_number() over () + 1 as line from fact_treatments;
            checkpoint
            """);
        return connection;
    }

    public static void Copy(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        using var connection = Open(file);
        Execute(connection, $"copy silver_patients to '{folder}/silver_patients' ({Parquet}, partition_by (country), write_partition_columns true)");
        Execute(connection, $"copy silver_visits to '{folder}/silver_visits' ({Parquet}, partition_by (department), write_partition_columns true)");
        Execute(connection, $"copy silver_treatments to '{folder}/silver_treatments.parquet' ({Parquet})");
        Execute(connection, $"""
            copy (
                select treatment.*, treatment.rowid + 2 as line, visit.patient_id, visit.doctor_id, visit.department, visit.visit_date, visit.week
                from fact_treatments as treatment
                join dim_visits as visit using (visit_id)
                order by treatment_type
            ) to '{folder}/fact_treatments.parquet' ({Parquet})
            """);
        foreach (var table in GoldLayer.Star.Where(table => table != "fact_treatments").Concat(GoldCatalog.All.Select(view => view.Name)))
            Execute(connection, $"copy {table} to '{folder}/{table}.parquet' ({Parquet})");
    }

    private static DuckDBConnection Open(string file)
    {
        var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        Execute(connection, "set threads = 2");
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
