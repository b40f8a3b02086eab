using System.Data.Common;
using Dapper;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Columns;

/// <summary>Makes the columns of a snapshot once more from its gold tables, where their file is absent or not what was written. Takes seconds for a million visits.</summary>
public static class StarFromGold
{
    public static StarColumns Read(Snapshot snapshot)
    {
        using var connection = snapshot.Open();
        var departments = Texts(connection, "select department from gold.dim_departments order by 1");
        var countries = Texts(connection, "select distinct country from gold.dim_patients order by 1");
        var ageGroups = Texts(connection, "select distinct age_group from gold.dim_patients order by 1");
        var genders = Texts(connection, "select distinct gender from gold.dim_patients order by 1");
        var types = Texts(connection, "select distinct treatment_type from gold.fact_treatments order by 1");
        var insurers = Texts(connection, "select distinct insurance_provider from gold.fact_treatments order by 1");
        var patientIds = Texts(connection, "select patient_id from gold.dim_patients order by 1");
        var patientNames = Texts(connection, "select patient_name from gold.dim_patients order by patient_id");
        var doctorIds = Texts(connection, "select doctor_id from gold.dim_doctors order by 1");
        var doctorNames = Texts(connection, "select doctor_name from gold.dim_doctors order by doctor_id");
        const string Visits = "from gold.dim_visits order by department, visit_date, line";
        const string Treatments = """
            from gold.fact_treatments as treatment
            join gold.dim_visits as visit on visit.visit_id = treatment.visit_id
            order by visit.department, visit.visit_date, visit.line, treatment.treatment_id
            """;
        return new StarColumns
        {
            Departments = new(departments),
            Countries = new(countries),
            AgeGroups = new(ageGroups),
            Genders = new(genders),
            TreatmentTypes = new(types),
            Insurers = new(insurers),
            Weeks = connection.Query<WeekRow>("select week, iso_week, days from gold.dim_weeks order by week").AsList(),
            PatientIds = new(patientIds),
            PatientNames = new(patientNames),
            PatientCountry = Codes(connection, "select country from gold.dim_patients order by patient_id", countries),
            PatientAgeGroup = Codes(connection, "select age_group from gold.dim_patients order by patient_id", ageGroups),
            PatientGender = Codes(connection, "select gender from gold.dim_patients order by patient_id", genders),
            DoctorIds = new(doctorIds),
            DoctorNames = new(doctorNames),
            DoctorDepartment = Codes(connection, "select department from gold.dim_doctors order by doctor_id", departments),
            PatientsByName = NameSearch.Order(new(patientIds), new(patientNames)),
            DoctorsByName = NameSearch.Order(new(doctorIds), new(doctorNames)),
            VisitDepartment = Codes(connection, $"select department {Visits}", departments),
            VisitDay = Column(connection, $"select visit_date {Visits}", row => Weeks.Day(row.GetString(0)).DayNumber),
            VisitPatient = Codes(connection, $"select patient_id {Visits}", patientIds),
            VisitDoctor = Codes(connection, $"select doctor_id {Visits}", doctorIds),
            VisitFollowUp = Column(connection, $"select coalesce(follow_up_required, -1) {Visits}", row => (sbyte)row.GetInt32(0)),
            VisitTreatments = Starts(Column(connection, $"select treatment_count {Visits}", row => row.GetInt32(0))),
            TreatmentType = Codes(connection, $"select treatment_type {Treatments}", types),
            TreatmentInsurer = Codes(connection, $"select insurance_provider {Treatments}", insurers),
            TreatmentCents = Column(connection, $"select treatment.cost_cents {Treatments}", row => row.GetInt32(0)),
        };
    }

    private static List<string> Texts(SqliteConnection connection, string sql) => connection.Query<string>(sql).AsList();

    private static int[] Codes(SqliteConnection connection, string sql, IReadOnlyList<string> texts)
    {
        var codes = texts.Index().ToDictionary(text => text.Item, text => text.Index, StringComparer.Ordinal);
        return Column(connection, sql, row => codes[row.GetString(0)]);
    }

    private static T[] Column<T>(SqliteConnection connection, string sql, Func<DbDataReader, T> read)
    {
        var values = new List<T>();
        using var rows = connection.ExecuteReader(sql);
        while (rows.Read())
            values.Add(read((DbDataReader)rows));
        return [.. values];
    }

    /// <summary>Where the treatments of each visit begin, and where the last one's end.</summary>
    private static int[] Starts(int[] counts)
    {
        var starts = new int[counts.Length + 1];
        for (var visit = 0; visit < counts.Length; visit++)
            starts[visit + 1] = starts[visit] + counts[visit];
        return starts;
    }
}
