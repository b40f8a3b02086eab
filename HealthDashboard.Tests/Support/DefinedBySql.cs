using System.Globalization;
using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Support;

/// <summary>What the program makes of columns in memory, by the SQL that defines it: it shares nothing with the aggregator, and proves it.</summary>
public static class DefinedBySql
{
    /// <summary>The rows of a view.</summary>
    public static List<object> Rows(Snapshot snapshot, GoldView view, Scope scope, GridQuery query)
    {
        using var connection = snapshot.Files!.OpenFiles();
        var sql = ViewReader.RowsSql(view, scope, query, out var parameters);
        // Months stand in the columns that the rows have for weeks.
        var named = string.Join(", ", view.Columns.Select(column => $"{column.Name} as {Column.SnakeCase(column.Property.Name)}"));
        return connection.Query(view.Row, view.Granularity is null ? sql : $"select {named} from ({sql})", new DynamicParameters(parameters)).AsList();
    }

    public static List<DoctorChoice> Doctors(Snapshot snapshot, string? department, string? text, int most) => Query<DoctorChoice>(
        snapshot,
        $"""
        select doctor_id, doctor_name, department from gold.dim_doctors
        where fold(doctor_name || ' ' || doctor_id || ' ' || doctor_name) like fold(@pattern) escape '\'
        {(department is null ? "" : "and doctor_id in (select doctor_id from gold.dim_visits where department = @department)")}
        order by doctor_name collate {NameOrder.Collation}, doctor_id
        limit @most
        """,
        new { pattern = Pattern(text ?? ""), department, most });

    public static List<PatientChoice> Patients(Snapshot snapshot, string text, int most) => Query<PatientChoice>(
        snapshot,
        $"""
        select patient_id, patient_name, age, gender, country, age_group from gold.dim_patients
        where fold(patient_name || ' ' || patient_id || ' ' || patient_name) like fold(@pattern) escape '\'
        order by patient_name collate {NameOrder.Collation}, patient_id
        limit @most
        """,
        new { pattern = Pattern(text), most });

    /// <summary>The treatments of each type and week and their cost.</summary>
    public static List<(string Treatment, WeekSums Week)> TypesByWeek(Snapshot snapshot, Scope scope)
    {
        using var connection = snapshot.Files!.OpenFiles();
        var sql = $"""
            {(scope.IsEverything ? "" : $"with {scope.Prologue()}")}
            select
                treatment.treatment_type,
                visit.week,
                count(*) as treatments,
                sum(treatment.cost_cents) as cents
            from fact_treatments as treatment
            join dim_visits as visit on visit.visit_id = treatment.visit_id
            where visit.week is not null
            group by treatment.treatment_type, visit.week
            order by treatment.treatment_type, visit.week
            """;
        return [.. connection.Query<(string Type, string Week, long Treatments, long Cents)>(sql, new DynamicParameters(scope.Parameters()))
            .Select(row => (row.Type, new WeekSums(DateOnly.Parse(row.Week, CultureInfo.InvariantCulture), new Sums { Treatments = (int)row.Treatments, Cents = row.Cents })))];
    }

    private static string Pattern(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    private static List<T> Query<T>(Snapshot snapshot, string sql, object parameters)
    {
        using var connection = snapshot.Files!.OpenFiles();
        return connection.Query<T>(sql, parameters).AsList();
    }
}
