using HealthDashboard.Warehouse;

namespace HealthDashboard.Silver;

/// <summary>Writes the accepted rows to silver, one spelling per category, with the line each came from.</summary>
public static class SilverWriter
{
    public static string Schema => RuleHits.Schema + """
        ;
        create table patients (patient_id text, patient_name text, age integer, age_group text, gender text, country text, line integer);
        create table doctors (doctor_id text, doctor_name text, department text, years_experience integer, line integer);
        create table visits (visit_id text, patient_id text, doctor_id text, department text, visit_date text, week text, follow_up_required integer, line integer);
        create table treatments (treatment_id text, visit_id text, treatment_type text, cost_cents integer, insurance_provider text, line integer);
        create table weeks (week text, iso_week text, days integer)
        """;

    public static void Write(DatabaseFile file, SilverLayer silver)
    {
        Fill(file, silver.Patients, (row, patient) =>
        {
            row.Add(patient.PatientId);
            row.Add(patient.PatientName);
            row.Add(patient.Age);
            row.Add(patient.AgeGroup);
            row.Add(patient.Gender);
            row.Add(silver.Countries.Of(patient.Country));
        });
        Fill(file, silver.Doctors, (row, doctor) =>
        {
            row.Add(doctor.DoctorId);
            row.Add(doctor.DoctorName);
            row.Add(silver.Departments.Of(doctor.Department));
            row.Add(doctor.YearsExperience);
        });
        Fill(file, silver.Visits, (row, visit) =>
        {
            row.Add(visit.VisitId);
            row.Add(visit.PatientId);
            row.Add(visit.DoctorId);
            row.Add(silver.Departments.Of(visit.Department));
            row.Add(Weeks.Iso(visit.VisitDate));
            row.Add(Weeks.Iso(visit.Week));
            row.Add(visit.FollowUpRequired is { } required ? (required ? 1L : 0L) : null);
        });
        Fill(file, silver.Treatments, (row, treatment) =>
        {
            row.Add(treatment.TreatmentId);
            row.Add(treatment.VisitId);
            row.Add(silver.TreatmentTypes.Of(treatment.TreatmentType));
            row.Add(treatment.CostCents);
            row.Add(silver.Insurers.Of(treatment.InsuranceProvider));
        });
        var weeks = file.Table("weeks");
        foreach (var week in silver.Calendar())
        {
            weeks.Row.Add(week.Week);
            weeks.Row.Add(week.IsoWeek);
            weeks.Row.Add(week.Days);
            weeks.EndRow();
        }

        weeks.Complete();
    }

    private static void Fill<TRow>(DatabaseFile file, SilverTable<TRow> rows, Action<RecordBuffer, TRow> add)
        where TRow : class
    {
        var table = file.Table(rows.Table.Name);
        foreach (var (row, line) in rows.Rows)
        {
            add(table.Row, row);
            table.Row.Add(line);
            table.EndRow();
        }

        table.Complete();
    }
}
