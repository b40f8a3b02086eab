using HealthDashboard.Warehouse;

namespace HealthDashboard.Silver;

/// <summary>Writes what silver holds besides the accepted rows: what was counted and tidied on the way, and what could be read of the rejected ones.</summary>
public static class SilverWriter
{
    /// <summary>What could be read of the visit a rejected row is, or belongs to.</summary>
    private const string ReadOfVisit = "visit_id text, patient_id text, doctor_id text, department text, visit_date text, week text";

    public static string Schema => RuleHits.Schema + $"""
        ;
        create table control_totals (table_name text not null, measure text not null, category text not null, value integer not null) strict;
        create table tidied (
            table_name text not null, column_name text not null, found text, written text, rows integer not null, first_line integer not null
        ) strict;
        create table rejected_visits (line integer primary key, rule text not null, {ReadOfVisit}, follow_up_required integer) strict;
        create table rejected_treatments (
            line integer primary key, rule text not null, {ReadOfVisit}, treatment_type text, cost_cents integer, insurance_provider text
        ) strict
        """;

    /// <summary>To be told when all records are read.</summary>
    public static void Write(DatabaseFile file, SilverLayer silver)
    {
        WriteTotals(file, silver);
        WriteTidied(file, silver);
        WriteRejected(file, silver);
    }

    /// <summary>What the rows are checked against.</summary>
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
