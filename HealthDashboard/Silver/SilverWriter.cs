using System.Globalization;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Silver;

/// <summary>Writes the accepted rows to silver, one spelling per category, with the line each came from.</summary>
public static class SilverWriter
{
    public static void Write(SqliteConnection connection, SilverLayer silver)
    {
        Fill(connection, "patients", "patient_id text, patient_name text, age integer, age_group text, gender text, country text, line integer primary key",
            silver.Patients, (insert, patient) =>
            {
                insert.Bind(1, patient.PatientId);
                insert.Bind(2, patient.PatientName);
                insert.Bind(3, patient.Age);
                insert.Bind(4, patient.AgeGroup);
                insert.Bind(5, patient.Gender);
                insert.Bind(6, silver.Countries.Of(patient.Country));
            });
        Fill(connection, "doctors", "doctor_id text, doctor_name text, department text, years_experience integer, line integer primary key",
            silver.Doctors, (insert, doctor) =>
            {
                insert.Bind(1, doctor.DoctorId);
                insert.Bind(2, doctor.DoctorName);
                insert.Bind(3, silver.Departments.Of(doctor.Department));
                insert.Bind(4, doctor.YearsExperience);
            });
        Fill(connection, "visits", "visit_id text, patient_id text, doctor_id text, department text, visit_date text, week text, follow_up_required integer, line integer primary key",
            silver.Visits, (insert, visit) =>
            {
                insert.Bind(1, visit.VisitId);
                insert.Bind(2, visit.PatientId);
                insert.Bind(3, visit.DoctorId);
                insert.Bind(4, silver.Departments.Of(visit.Department));
                insert.Bind(5, Iso(visit.VisitDate));
                insert.Bind(6, Iso(visit.Week));
                insert.Bind(7, visit.FollowUpRequired is { } required ? (required ? 1L : 0L) : (long?)null);
            });
        Fill(connection, "treatments", "treatment_id text, visit_id text, treatment_type text, cost_cents integer, insurance_provider text, line integer primary key",
            silver.Treatments, (insert, treatment) =>
            {
                insert.Bind(1, treatment.TreatmentId);
                insert.Bind(2, treatment.VisitId);
                insert.Bind(3, silver.TreatmentTypes.Of(treatment.TreatmentType));
                insert.Bind(4, treatment.CostCents);
                insert.Bind(5, silver.Insurers.Of(treatment.InsuranceProvider));
            });
        WriteWeeks(connection, silver);
        WriteTotals(connection, silver);
        WriteTidied(connection, silver);
        WriteRejected(connection, silver);
    }

    /// <summary>What could be read of the rejected rows; a treatment's visit is looked up here once, so that asking what a number may be missing joins nothing.</summary>
    private static void WriteRejected(SqliteConnection connection, SilverLayer silver)
    {
        const string Visit = "line integer primary key, rule text, visit_id text, patient_id text, doctor_id text, department text, visit_date text, week text";
        using (var insert = Create(connection, "rejected_visits", Visit + ", follow_up_required integer"))
        {
            foreach (var visit in silver.RejectedVisits)
            {
                BindVisit(insert, visit.Line, visit.Rule, visit);
                insert.Bind(9, visit.FollowUpRequired is { } required ? (required ? 1L : 0L) : (long?)null);
                insert.Step();
            }
        }

        using (var insert = Create(connection, "rejected_treatments", Visit + ", treatment_type text, cost_cents integer, insurance_provider text"))
        {
            foreach (var treatment in silver.RejectedTreatments)
            {
                BindVisit(insert, treatment.Line, treatment.Rule, treatment.Visit);
                insert.Bind(9, treatment.TreatmentType is { } type ? silver.TreatmentTypes.Of(type) : null);
                insert.Bind(10, treatment.CostCents);
                insert.Bind(11, treatment.InsuranceProvider is { } insurer ? silver.Insurers.Of(insurer) : null);
                insert.Step();
            }
        }

        void BindVisit(BulkInsert insert, long line, string rule, RejectedVisit? visit)
        {
            insert.Bind(1, line);
            insert.Bind(2, rule);
            insert.Bind(3, visit?.VisitId);
            insert.Bind(4, visit?.PatientId);
            insert.Bind(5, visit?.DoctorId);
            insert.Bind(6, visit?.Department is { } department ? silver.Departments.Of(department) : null);
            insert.Bind(7, visit?.VisitDate is { } date ? Iso(date) : null);
            insert.Bind(8, visit?.VisitDate is { } day ? Iso(Weeks.MondayOf(day)) : null);
        }
    }

    /// <summary>The calendar of the data: every week from the first visit to the last, and how many of its days lie between them.</summary>
    private static void WriteWeeks(SqliteConnection connection, SilverLayer silver)
    {
        using var insert = Create(connection, "weeks", "week text, iso_week text, days integer");
        var (first, last) = silver.Period();
        for (var week = Weeks.MondayOf(first); week <= last; week = week.AddDays(7))
        {
            var from = Math.Max(week.DayNumber, first.DayNumber);
            var to = Math.Min(week.DayNumber + 6, last.DayNumber);
            insert.Bind(1, Iso(week));
            insert.Bind(2, Weeks.Label(week));
            insert.Bind(3, (long)(to - from + 1));
            insert.Step();
        }
    }

    /// <summary>What was tidied without a rule: written in other words, missing (<c>found</c> is ''), or without the blanks around it (<c>found</c> is null). A few rows each, never one per record.</summary>
    private static void WriteTidied(SqliteConnection connection, SilverLayer silver)
    {
        using var insert = Create(connection, "tidied", "table_name text, column_name text, found text, written text, rows integer, first_line integer");
        foreach (var (column, spellings) in new[]
        {
            ("gender", silver.Genders), ("country", silver.Countries), ("department", silver.Departments),
            ("treatment_type", silver.TreatmentTypes), ("insurance_provider", silver.Insurers),
        })
        {
            foreach (var other in spellings.Others)
                Write(other.Table, column, other.Found, other.Written, other.Rows, other.Line);
        }

        foreach (var remark in silver.Remarks.Missing)
            Write(remark.Table, remark.Column, "", Words.Unknown, remark.Rows, remark.FirstLine);
        foreach (var remark in silver.Remarks.Untidy)
            Write(remark.Table, remark.Column, null, null, remark.Rows, remark.FirstLine);

        void Write(string table, string column, string? found, string? written, long rows, long line)
        {
            insert.Bind(1, table);
            insert.Bind(2, column);
            insert.Bind(3, found);
            insert.Bind(4, written);
            insert.Bind(5, rows);
            insert.Bind(6, line);
            insert.Step();
        }
    }

    /// <summary>What gold and silver are checked against.</summary>
    private static void WriteTotals(SqliteConnection connection, SilverLayer silver)
    {
        using var insert = Create(connection, "control_totals", "table_name text, measure text, category text, value integer");
        foreach (var total in silver.Totals.All(silver))
        {
            insert.Bind(1, total.Table);
            insert.Bind(2, total.Measure);
            insert.Bind(3, total.Category);
            insert.Bind(4, total.Value);
            insert.Step();
        }
    }

    private static void Fill<TRow>(SqliteConnection connection, string table, string columns, SilverTable<TRow> rows, Action<BulkInsert, TRow> bind)
        where TRow : class
    {
        using var insert = Create(connection, table, columns);
        var line = columns.Count(letter => letter == ',') + 1;
        foreach (var (row, number) in rows.Rows)
        {
            bind(insert, row);
            insert.Bind(line, number);
            insert.Step();
        }
    }

    private static BulkInsert Create(SqliteConnection connection, string table, string columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"create table silver.{table} ({columns})";
        command.ExecuteNonQuery();
        return new BulkInsert(connection, $"silver.{table}", [.. columns.Split(", ").Select(column => column[..column.IndexOf(' ', StringComparison.Ordinal)])]);
    }

    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
