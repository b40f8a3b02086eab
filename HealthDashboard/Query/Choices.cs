using Dapper;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>A doctor to choose.</summary>
public sealed record DoctorChoice
{
    public required string DoctorId { get; init; }

    public required string DoctorName { get; init; }

    public required string Department { get; init; }
}

/// <summary>A patient looked at on purpose. The age is null when it is not known.</summary>
public sealed record PatientChoice
{
    public required string PatientId { get; init; }

    public required string PatientName { get; init; }

    public long? Age { get; init; }

    public required string Gender { get; init; }

    public required string Country { get; init; }

    public required string AgeGroup { get; init; }
}

/// <summary>What a filter can be set to in one snapshot.</summary>
public sealed class Choices(Snapshot snapshot)
{
    public IReadOnlyList<string> Departments() => Query<string>("select department from gold.dim_departments order by department");

    public bool HasDepartment(string department) =>
        Query<string>("select department from gold.dim_departments where department = @department", new { department }).Count > 0;

    public DoctorChoice? Doctor(string doctorId) =>
        Query<DoctorChoice>("select doctor_id, doctor_name, department from gold.dim_doctors where doctor_id = @doctorId", new { doctorId }).FirstOrDefault();

    public PatientChoice? Patient(string patientId) => Query<PatientChoice>(
        "select patient_id, patient_name, age, gender, country, age_group from gold.dim_patients where patient_id = @patientId", new { patientId }).FirstOrDefault();

    /// <summary>Doctors whose name or id contains a text; under a department those with a visit there.</summary>
    public IReadOnlyList<DoctorChoice> Doctors(string? department, string? text, int most) => Query<DoctorChoice>(
        $"""
        select doctor_id, doctor_name, department from gold.dim_doctors
        where fold(doctor_name || ' ' || doctor_id) like fold(@pattern)
        {(department is null ? "" : "and doctor_id in (select doctor_id from gold.dim_visits where department = @department)")}
        order by doctor_name, doctor_id
        limit @most
        """,
        new { pattern = $"%{text}%", department, most });

    /// <summary>The first and the last visit date of the data.</summary>
    public (DateOnly First, DateOnly Last) Period()
    {
        var dates = Query<string>("select min(visit_date) from gold.dim_visits union all select max(visit_date) from gold.dim_visits");
        return (Date(dates[0]), Date(dates[1]));

        static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private List<T> Query<T>(string sql, object? parameters = null)
    {
        using var connection = snapshot.Open();
        return connection.Query<T>(sql, parameters).AsList();
    }
}
