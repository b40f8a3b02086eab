namespace HealthDashboard.Bronze;

/// <summary>One of the four files a hospital hands over; the first column is its key.</summary>
public sealed record SourceTable(string Name, params string[] Columns)
{
    public static SourceTable Patients { get; } = new("patients", "patient_id", "patient_name", "age", "gender", "country");

    public static SourceTable Doctors { get; } = new("doctors", "doctor_id", "doctor_name", "department", "years_experience");

    public static SourceTable Visits { get; } =
        new("visits", "visit_id", "patient_id", "doctor_id", "department", "visit_date", "follow_up_required");

    public static SourceTable Treatments { get; } =
        new("treatments", "treatment_id", "visit_id", "treatment_type", "treatment_cost", "insurance_provider");

    /// <summary>In the order in which references point: each table only names those before it.</summary>
    public static IReadOnlyList<SourceTable> All { get; } = [Patients, Doctors, Visits, Treatments];

    public string FileName => Name + ".csv";

    public string Key => Columns[0];
}
