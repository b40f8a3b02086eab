using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>Cleans the records of the four files, in the order of <see cref="SourceTable.All"/>, and keeps the rows that stand.</summary>
/// <param name="today">Visits may lie at most a day after it.</param>
/// <param name="hits">Keeps every rule that was hit.</param>
public sealed class SilverLayer(DateOnly today, RuleHits hits)
{
    private readonly DateOnly _latest = today.AddDays(1);
    private readonly Dictionary<string, string> _whyNot = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RejectedVisit> _rejectedById = new(StringComparer.Ordinal);

    public SilverTable<Patient> Patients { get; } = new(SourceTable.Patients, row => row.PatientId, Same);

    public SilverTable<Doctor> Doctors { get; } = new(SourceTable.Doctors, row => row.DoctorId, Same);

    public SilverTable<Visit> Visits { get; } = new(SourceTable.Visits, row => row.VisitId, Same);

    public SilverTable<Treatment> Treatments { get; } = new(SourceTable.Treatments, row => row.TreatmentId, Same);

    /// <summary>What could be read of the rejected ones.</summary>
    public List<RejectedVisit> RejectedVisits { get; } = [];

    public List<RejectedTreatment> RejectedTreatments { get; } = [];

    public Spellings Genders { get; } = new();

    public Spellings Countries { get; } = new();

    /// <summary>Departments are spelled alike for doctors and visits.</summary>
    public Spellings Departments { get; } = new();

    public Spellings TreatmentTypes { get; } = new();

    public Spellings Insurers { get; } = new();

    /// <summary>What no rule names: values that are missing, and those that were not written tidily.</summary>
    public Remarks Remarks { get; } = new();

    public ControlTotals Totals { get; } = new();

    public TableLedger Ledger(SourceTable table) =>
        table == SourceTable.Patients ? Patients.Ledger
        : table == SourceTable.Doctors ? Doctors.Ledger
        : table == SourceTable.Visits ? Visits.Ledger
        : Treatments.Ledger;

    /// <summary>The first and the last visit date.</summary>
    public (DateOnly First, DateOnly Last) Period()
    {
        var (first, last) = (DateOnly.MaxValue, DateOnly.MinValue);
        foreach (var (visit, _) in Visits.Rows)
        {
            first = visit.VisitDate < first ? visit.VisitDate : first;
            last = visit.VisitDate > last ? visit.VisitDate : last;
        }

        return (first, last);
    }

    public void Take(SourceTable table, RawRecord record)
    {
        if (table == SourceTable.Patients)
            TakePatient(record);
        else if (table == SourceTable.Doctors)
            TakeDoctor(record);
        else if (table == SourceTable.Visits)
            TakeVisit(record);
        else
            TakeTreatment(record);
    }

    private void TakePatient(RawRecord record)
    {
        if (Keep(Patients, record, Patient.Clean) is not { } patient)
            return;
        Genders.Count(patient.Gender == Words.Unknown ? Words.Unknown : Words.Tidy(record.Values[3]), patient.Gender, SourceTable.Patients, record.Line);
        Countries.Count(patient.Country, patient.Country, SourceTable.Patients, record.Line);
        Totals.Count(patient);
    }

    private void TakeDoctor(RawRecord record)
    {
        if (Keep(Doctors, record, Doctor.Clean) is not { } doctor)
            return;
        Departments.Count(doctor.Department, doctor.Department, SourceTable.Doctors, record.Line);
        Totals.Count(doctor);
    }

    private void TakeVisit(RawRecord record)
    {
        var cleaned = Visits.Take(record, visit => Visit.Clean(visit, _latest, Doctors.Find, Patients.Has));
        hits.Keep(SourceTable.Visits, record, cleaned.Hits);
        Remarks.Count(SourceTable.Visits, record.Line, cleaned.Missing, cleaned.Untidy);
        if (cleaned.Row is { } row)
        {
            Departments.Count(row.Department, row.Department, SourceTable.Visits, record.Line);
            Totals.Count(row);
        }
        else if (RejectedBy(cleaned.Hits) is { } rule)
            Reject(RejectedVisit.Read(record, rule, _latest, Doctors.Find, Patients.Has), Words.Tidy(record.Values[0]));
    }

    private void Reject(RejectedVisit visit, string id)
    {
        RejectedVisits.Add(visit);
        if (id.Length == 0)
            return;
        _whyNot.TryAdd(id, $"{SourceTable.Visits.FileName} line {visit.Line} was rejected itself ({visit.Rule})");
        _rejectedById[id] = _rejectedById.TryGetValue(id, out var earlier) ? earlier.Agreed(visit) : visit;
    }

    private void TakeTreatment(RawRecord record)
    {
        var cleaned = Treatments.Take(record, treatment => Treatment.Clean(treatment, Visits.Has, _whyNot.GetValueOrDefault));
        hits.Keep(SourceTable.Treatments, record, cleaned.Hits);
        Remarks.Count(SourceTable.Treatments, record.Line, cleaned.Missing, cleaned.Untidy);
        if (cleaned.Row is { } row)
        {
            TreatmentTypes.Count(row.TreatmentType, row.TreatmentType, SourceTable.Treatments, record.Line);
            var insurer = Words.Tidy(record.Values[4]);
            Insurers.Count(Words.AreMissing(insurer) ? Words.Unknown : insurer, row.InsuranceProvider, SourceTable.Treatments, record.Line);
            Totals.Count(row);
        }
        else if (RejectedBy(cleaned.Hits) is { } rule)
        {
            RejectedTreatments.Add(RejectedTreatment.Read(record, rule, KnownOf));
        }
    }

    /// <summary>What is known of a visit for the treatments that name it: all of an accepted one, what could be read of a rejected one.</summary>
    private RejectedVisit? KnownOf(string visitId) => Visits.Find(visitId) is { } visit
        ? new RejectedVisit(0, "")
        {
            VisitId = visitId,
            PatientId = visit.PatientId,
            DoctorId = visit.DoctorId,
            Department = visit.Department,
            VisitDate = visit.VisitDate,
        }
        : _rejectedById.GetValueOrDefault(visitId);

    /// <summary>The rule that rejected a record; null when none did.</summary>
    private static string? RejectedBy(IReadOnlyList<RuleHit> hits) => hits.FirstOrDefault(hit => hit.Rule.Severity == Severity.Rejected)?.Rule.Name;

    private TRow? Keep<TRow>(SilverTable<TRow> table, RawRecord record, Func<RawRecord, Cleaned<TRow>> clean)
        where TRow : class
    {
        var cleaned = table.Take(record, clean);
        hits.Keep(table.Table, record, cleaned.Hits);
        Remarks.Count(table.Table, record.Line, cleaned.Missing, cleaned.Untidy);
        return cleaned.Row;
    }

    private static bool Same(Patient a, Patient b) => a with { Country = b.Country } == b && Alike(a.Country, b.Country);

    private static bool Same(Doctor a, Doctor b) => a with { Department = b.Department } == b && Alike(a.Department, b.Department);

    private static bool Same(Visit a, Visit b) => a with { Department = b.Department } == b && Alike(a.Department, b.Department);

    private static bool Same(Treatment a, Treatment b) =>
        a with { TreatmentType = b.TreatmentType, InsuranceProvider = b.InsuranceProvider } == b
        && Alike(a.TreatmentType, b.TreatmentType)
        && Alike(a.InsuranceProvider, b.InsuranceProvider);

    private static bool Alike(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
