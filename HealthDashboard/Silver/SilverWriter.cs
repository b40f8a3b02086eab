using System.Text;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Silver;

/// <summary>Writes the accepted rows to silver, one spelling per category, with the line each came from, and what could be read of the rejected ones.</summary>
public static class SilverWriter
{
    /// <summary>What could be read of the visit a rejected row is, or belongs to.</summary>
    private const string ReadOfVisit = "visit_id text, patient_id text, doctor_id text, department text, visit_date text, week text";

    public static string Schema => RuleHits.Schema + $"""
        ;
        create table patients (
            patient_id text not null, patient_name text not null, age integer, age_group text not null, gender text not null, country text not null, line integer primary key
        ) strict;
        create table doctors (doctor_id text not null, doctor_name text not null, department text not null, years_experience integer, line integer primary key) strict;
        create table visits (
            visit_id text not null, patient_id text not null, doctor_id text not null, department text not null, visit_date text not null, week text, follow_up_required integer,
            line integer primary key
        ) strict;
        create table treatments (
            treatment_id text not null, visit_id text not null, treatment_type text not null, cost_cents integer not null, insurance_provider text not null, line integer primary key
        ) strict;
        create table weeks (week text not null, iso_week text not null, days integer not null) strict;
        create table control_totals (table_name text not null, measure text not null, category text not null, value integer not null) strict;
        create table tidied (
            table_name text not null, column_name text not null, found text, written text, rows integer not null, first_line integer not null
        ) strict;
        create table rejected_visits (line integer primary key, rule text not null, {ReadOfVisit}, follow_up_required integer) strict;
        create table rejected_treatments (
            line integer primary key, rule text not null, {ReadOfVisit}, treatment_type text, cost_cents integer, insurance_provider text
        ) strict
        """;

    /// <summary>Writes the patients; all of them must have been taken.</summary>
    public static void WritePatients(DatabaseFile file, SilverLayer silver)
    {
        var patients = silver.Patients;
        var countries = Spelled(patients.Countries, silver.Countries);
        Fill(file, patients, (row, place) =>
        {
            var age = patients.Age(place);
            row.Add(patients.Names[place]);
            row.Add(age);
            row.Add(AgeGroups.Of(age));
            row.Add(patients.Genders[place]);
            row.Add(countries[patients.Countries.Code(place)]);
        });
    }

    /// <summary>Writes the doctors and the visits, whose departments are spelled alike; all of both must have been taken.</summary>
    public static void WriteDoctorsAndVisits(DatabaseFile file, SilverLayer silver)
    {
        var (patients, doctors, visits) = (silver.Patients.Ids, silver.Doctors, silver.Visits);
        Fill(file, doctors, (row, place) =>
        {
            var doctor = doctors[place];
            row.Add(doctor.DoctorName);
            row.Add(silver.Departments.Of(doctor.Department));
            row.Add(doctor.YearsExperience);
        });
        var departments = Spelled(visits.Departments, silver.Departments);
        Fill(file, visits, (row, place) =>
        {
            row.Add(patients[visits.Patient(place)]);
            row.Add(doctors.Ids[visits.Doctor(place)]);
            row.Add(departments[visits.Departments.Code(place)]);
            row.Add(Weeks.Iso(visits.Date(place)));
            row.Add(visits.Calendar.WeekOf(visits.Date(place)) is { } week ? Weeks.Iso(week) : null);
            row.AddAnswer(visits.FollowUp(place));
        });
    }

    /// <summary>Writes the treatments, and what was counted and rejected on the way.</summary>
    public static void WriteTreatmentsAndRest(DatabaseFile file, SilverLayer silver)
    {
        var (treatments, visits) = (silver.Treatments, silver.Visits.Ids);
        var (types, insurers) = (Spelled(treatments.Types, silver.TreatmentTypes), Spelled(treatments.Insurers, silver.Insurers));
        Fill(file, treatments, (row, place) =>
        {
            row.Add(visits[treatments.Visit(place)]);
            row.Add(types[treatments.Types.Code(place)]);
            row.Add(treatments.Cents(place));
            row.Add(insurers[treatments.Insurers.Code(place)]);
        });
        WriteWeeks(file, silver);
        WriteTotals(file, silver);
        WriteTidied(file, silver);
        WriteRejected(file, silver);
    }

    /// <summary>What each code of a column is written as.</summary>
    public static byte[][] Spelled(DictionaryColumn category, Spellings spellings) => [.. category.Names.Select(name => Encoding.UTF8.GetBytes(spellings.Of(name)))];

    /// <param name="add">Adds the columns between the id and the line.</param>
    private static void Fill<TRow>(DatabaseFile file, SilverTable<TRow> rows, Action<RecordBuffer, int> add)
        where TRow : struct
    {
        var table = file.Table(rows.Table.Name);
        for (var place = 0; place < rows.Count; place++)
        {
            table.Row.Add(rows.Ids[place]);
            add(table.Row, place);
            table.Row.AddNull();
            table.EndRow(rows.Line(place));
        }

        table.Complete();
    }

    private static void WriteWeeks(DatabaseFile file, SilverLayer silver)
    {
        var table = file.Table("weeks");
        foreach (var week in silver.Visits.Calendar.AllWeeks())
        {
            table.Row.Add(week.Week);
            table.Row.Add(week.IsoWeek);
            table.Row.Add(week.Days);
            table.EndRow();
        }

        table.Complete();
    }

    /// <summary>What gold and silver are checked against.</summary>
    private static void WriteTotals(DatabaseFile file, SilverLayer silver)
    {
        var table = file.Table("control_totals");
        foreach (var total in silver.Totals.All(silver))
        {
            table.Row.Add(total.Table);
            table.Row.Add(total.Measure);
            table.Row.Add(total.Category);
            table.Row.Add(total.Value);
            table.EndRow();
        }

        table.Complete();
    }

    /// <summary>What was tidied without a rule: written in other words, missing (<c>found</c> is ''), or without the blanks around it (<c>found</c> is null). A few rows each, never one per record.</summary>
    private static void WriteTidied(DatabaseFile file, SilverLayer silver)
    {
        var tidied = file.Table("tidied");
        foreach (var (column, spellings) in new[]
        {
            ("gender", silver.Genders), ("country", silver.Countries), ("department", silver.Departments),
            ("treatment_type", silver.TreatmentTypes), ("insurance_provider", silver.Insurers),
        })
        {
            foreach (var other in spellings.Others)
                Write(other.Table, column, other.Found, other.Written, other.Rows, other.Line);
        }

        foreach (var remark in silver.ColumnCounters.Missing)
            Write(remark.Table, remark.Column, "", TextNormalization.Unknown, remark.Rows, remark.FirstLine);
        foreach (var remark in silver.ColumnCounters.Untidy)
            Write(remark.Table, remark.Column, null, null, remark.Rows, remark.FirstLine);
        tidied.Complete();

        void Write(string table, string column, string? found, string? written, long rows, long line)
        {
            tidied.Row.Add(table);
            tidied.Row.Add(column);
            tidied.Row.Add(found);
            tidied.Row.Add(written);
            tidied.Row.Add(rows);
            tidied.Row.Add(line);
            tidied.EndRow();
        }
    }

    /// <summary>A treatment's visit is looked up here once, so that asking what a number may be missing joins nothing.</summary>
    private static void WriteRejected(DatabaseFile file, SilverLayer silver)
    {
        var visits = file.Table("rejected_visits");
        foreach (var visit in silver.RejectedVisits)
        {
            Begin(visits.Row, visit.Rule, visit);
            visits.Row.Add(visit.FollowUpRequired is { } required ? (required ? 1L : 0L) : null);
            visits.EndRow(visit.Line);
        }

        visits.Complete();
        var treatments = file.Table("rejected_treatments");
        foreach (var treatment in silver.RejectedTreatments)
        {
            Begin(treatments.Row, treatment.Rule, treatment.Visit);
            treatments.Row.Add(treatment.TreatmentType is { } type ? silver.TreatmentTypes.Of(type) : null);
            treatments.Row.Add(treatment.CostCents);
            treatments.Row.Add(treatment.InsuranceProvider is { } insurer ? silver.Insurers.Of(insurer) : null);
            treatments.EndRow(treatment.Line);
        }

        treatments.Complete();

        void Begin(RecordBuffer row, string rule, RejectedVisit? visit)
        {
            row.AddNull();
            row.Add(rule);
            row.Add(visit?.VisitId);
            row.Add(visit?.PatientId);
            row.Add(visit?.DoctorId);
            row.Add(visit?.Department is { } department ? silver.Departments.Of(department) : null);
            row.Add(visit?.VisitDate is { } date ? Weeks.Iso(date) : null);
            row.Add(visit?.VisitDate is { } day ? Weeks.Iso(Weeks.MondayOf(day)) : null);
        }
    }
}
