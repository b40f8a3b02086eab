using System.Globalization;
using System.Text.RegularExpressions;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A visit, but for the id; whether a follow-up was recommended is null when the file does not say so.</summary>
/// <param name="Patient">The patient's place in silver.</param>
/// <param name="Doctor">The doctor's place in silver.</param>
public readonly partial record struct Visit(
    int Patient,
    int Doctor,
    string Department,
    DateOnly VisitDate,
    bool? FollowUpRequired)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public DateOnly Week => Weeks.MondayOf(VisitDate);

    /// <param name="latest">The last day a visit may have: a day in the future allows for other time zones.</param>
    /// <param name="patients">The accepted ones.</param>
    /// <param name="doctors">The accepted ones.</param>
    /// <param name="whyNot">Why a row of that id is missing, when it was rejected.</param>
    public static Cleaned<Visit> Clean(RawRecord record, DateOnly latest, Keys patients, DoctorTable doctors, Func<SourceTable, string, Rejection?>? whyNot = null)
    {
        var reader = new RecordReader(SourceTable.Visits, record);
        reader.Key();
        var patient = patients.Find(reader.Utf8(1));
        if (patient is null)
            reader.Hit(Rule.PatientUnknown, 1, cause: whyNot?.Invoke(SourceTable.Patients, reader.Text(1)));
        var doctor = doctors.Ids.Find(reader.Utf8(2));
        if (doctor is null)
            reader.Hit(Rule.DoctorUnknown, 2, cause: whyNot?.Invoke(SourceTable.Doctors, reader.Text(2)));
        var department = CleanDepartment(ref reader, doctor is { } place ? doctors[place].Department : Words.Unknown);
        var date = ReadDate(reader.Text(4), latest);
        if (date is null)
            reader.Hit(Rule.DateInvalid, 4);
        var followUp = ReadFollowUp(reader.Text(5));
        if (followUp is null)
            reader.Hit(Rule.FollowUpInvalid, 5);
        return reader.Into(new Visit(patient.GetValueOrDefault(), doctor.GetValueOrDefault(), department, date.GetValueOrDefault(), followUp));
    }

    /// <summary>Null for what is no date, or none a visit can have.</summary>
    internal static DateOnly? ReadDate(string text, DateOnly latest) =>
        TryDate(text, out var date) && date >= Earliest && date <= latest ? date : null;

    /// <summary>Null where the answer is neither yes nor no.</summary>
    internal static bool? ReadFollowUp(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "t" or "1" => true,
        "false" or "no" or "n" or "f" or "0" => false,
        _ => null,
    };

    /// <param name="home">The doctor's department.</param>
    private static string CleanDepartment(ref RecordReader reader, string home)
    {
        const int Column = 3;
        var department = reader.Text(Column);
        if (Words.AreMissing(department))
            reader.Hit(home == Words.Unknown ? Rule.RequiredBlank : Rule.DepartmentFilled, Column);
        else if (home != Words.Unknown && !string.Equals(department, home, StringComparison.OrdinalIgnoreCase))
            reader.Hit(Rule.DepartmentMismatch, Column);
        return Words.AreMissing(department) ? home : department;
    }

    /// <summary>Year, month, day in ISO order; a time part is cut off. Any other order is ambiguous and never guessed.</summary>
    private static bool TryDate(string text, out DateOnly date)
    {
        date = default;
        return text.Length >= 10
            && (text.Length == 10 || TimePart().IsMatch(text.AsSpan(10)))
            && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    [GeneratedRegex(@"^[T ]\s*\d{1,2}(:\d{2}(:\d{2}([.,]\d+)?)?)?\s*([ap]m)?\s*(Z|[+-]\d{2}(:?\d{2})?|UTC)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimePart();
}
