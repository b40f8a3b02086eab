using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A visit, but for the id; whether a follow-up was recommended is null when the file does not say so.</summary>
/// <param name="Patient">The patient's place in silver.</param>
/// <param name="Doctor">The doctor's place in silver.</param>
public readonly record struct Visit(
    int Patient,
    int Doctor,
    string Department,
    DateOnly VisitDate,
    bool? FollowUpRequired)
{
    private const string Yes = "yes";

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>What spreadsheets, databases and programs write where nobody entered a date: their day zero, or their last one.</summary>
    private static readonly DateOnly[] Defaults = [new(1899, 12, 30), Earliest, new(1970, 1, 1), new(9999, 12, 31)];

    private static readonly WordTable Answers = new("follow_up_words.csv", Yes, "no");

    /// <summary>Where the columns of the file stand in a record.</summary>
    internal static class At
    {
        public static readonly int VisitId = SourceTable.Visits.Ordinal("visit_id");
        public static readonly int PatientId = SourceTable.Visits.Ordinal("patient_id");
        public static readonly int DoctorId = SourceTable.Visits.Ordinal("doctor_id");
        public static readonly int Department = SourceTable.Visits.Ordinal("department");
        public static readonly int VisitDate = SourceTable.Visits.Ordinal("visit_date");
        public static readonly int FollowUpRequired = SourceTable.Visits.Ordinal("follow_up_required");
    }

    public DateOnly Week => Weeks.MondayOf(VisitDate);

    /// <param name="latest">The last day a visit may have: a day in the future allows for other time zones.</param>
    /// <param name="patients">The accepted ones.</param>
    /// <param name="doctors">The accepted ones.</param>
    /// <param name="whyNot">Why a row of that id is missing, when it was rejected.</param>
    /// <param name="dates">How dates are written; in ISO order where it is not said.</param>
    public static Cleaned<Visit> Clean(
        RawRecord record, DateOnly latest, IdIndex patients, DoctorTable doctors, Func<SourceTable, string, Rejection?>? whyNot = null, DateFormat? dates = null)
    {
        var reader = new RecordReader(SourceTable.Visits, record);
        reader.Key();
        var patient = patients.Find(reader.Utf8(At.PatientId));
        if (patient is null)
            reader.Hit(Rule.PatientUnknown, At.PatientId, IdSpelling.Otherwise(patients, reader.Utf8(At.PatientId)), whyNot?.Invoke(SourceTable.Patients, reader.Text(At.PatientId)));
        var doctor = doctors.Ids.Find(reader.Utf8(At.DoctorId));
        if (doctor is null)
            reader.Hit(Rule.DoctorUnknown, At.DoctorId, IdSpelling.Otherwise(doctors.Ids, reader.Utf8(At.DoctorId)), whyNot?.Invoke(SourceTable.Doctors, reader.Text(At.DoctorId)));
        var department = CleanDepartment(ref reader, doctor is { } place ? doctors[place].Department : TextNormalization.Unknown);
        var date = CleanDate(ref reader, latest, dates ?? DateFormat.Iso);
        var followUp = ReadFollowUp(reader.Category(At.FollowUpRequired));
        if (followUp is null)
            reader.Hit(Rule.FollowUpInvalid, At.FollowUpRequired);
        return reader.Into(new Visit(patient.GetValueOrDefault(), doctor.GetValueOrDefault(), department, date, followUp));
    }

    /// <summary>Null for what is no date, or none a visit can have.</summary>
    internal static DateOnly? ReadDate(string text, DateOnly latest, DateFormat dates) =>
        dates.TryRead(text, out var date) && date >= Earliest && date <= latest && !Defaults.Contains(date) ? date : null;

    /// <summary>Null where the answer is neither yes nor no.</summary>
    internal static bool? ReadFollowUp(string text) => Answers.Meaning(text) is { } answer ? answer == Yes : null;

    /// <param name="home">The doctor's department. Where it is Unknown too the visit is kept under that, and no number is the poorer for it.</param>
    private static string CleanDepartment(ref RecordReader reader, string home)
    {
        var department = reader.Category(At.Department);
        if (TextNormalization.AreMissing(department))
            reader.Hit(Rule.DepartmentFilled, At.Department);
        else if (home != TextNormalization.Unknown && !string.Equals(department, home, StringComparison.OrdinalIgnoreCase))
            reader.Hit(Rule.DepartmentMismatch, At.Department);
        return TextNormalization.AreMissing(department) ? home : department;
    }

    private static DateOnly CleanDate(ref RecordReader reader, DateOnly latest, DateFormat dates)
    {
        var text = reader.Text(At.VisitDate);
        if (ReadDate(text, latest, dates) is { } date)
            return date;
        reader.Hit(dates.TryRead(text, out var found) && Defaults.Contains(found) ? Rule.DateDefault : Rule.DateInvalid, At.VisitDate);
        return default;
    }
}
