using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>Cleans the records of the four files, in the order of <see cref="SourceTable.All"/>, and keeps the rows that stand.</summary>
/// <param name="today">Visits may lie at most a day after it.</param>
/// <param name="hits">Keeps every rule that was hit.</param>
/// <param name="dates">How dates are written; in ISO order where it is not said.</param>
public sealed class SilverLayer(DateOnly today, RuleHits hits, DateFormat? dates = null)
{
    private readonly DateFormat _dates = dates ?? DateFormat.Iso;
    private readonly Dictionary<SourceTable, ColumnSense> _sense = new(SourceTable.All.Select(table => KeyValuePair.Create(table, new ColumnSense(table))), ReferenceEqualityComparer.Instance);
    private readonly CostColumn _costs = new();
    private readonly DateOnly _latest = today.AddDays(1);
    // One for each table: a file that is cleaned on one thread reads those of the files before, while its own still grows on another.
    private readonly Dictionary<SourceTable, Dictionary<string, Rejection>> _rejections = SourceTable.All.ToDictionary(table => table, _ => new Dictionary<string, Rejection>());
    private readonly Dictionary<string, RejectedVisit> _rejectedById = new(StringComparer.Ordinal);

    public PatientTable Patients { get; } = new();

    public DoctorTable Doctors { get; } = new();

    public VisitTable Visits { get; } = new();

    public TreatmentTable Treatments { get; } = new();

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
    public ColumnCounters ColumnCounters { get; } = new();

    public ControlTotals Totals { get; } = new();

    public TableLedger Ledger(SourceTable table) =>
        table == SourceTable.Patients ? Patients.Ledger
        : table == SourceTable.Doctors ? Doctors.Ledger
        : table == SourceTable.Visits ? Visits.Ledger
        : Treatments.Ledger;

    /// <summary>Why a table whose records are all kept means something else than it says, or nothing that is understood; null where it does not.</summary>
    public ColumnDoubt? Doubt(SourceTable table) => _sense[table].Doubt()
        ?? (table == SourceTable.Treatments && _costs.Doubt() is { } reason ? new ColumnDoubt("cost_ambiguous", $"{table.FileName}, treatment_cost: {reason}") : null);

    /// <summary>What most of the rejected records of a table have in the place of what was expected; null where nothing is to be said.</summary>
    public string? Hint(SourceTable table) => _sense[table].Hint(Ledger(table).Rejected);

    /// <summary>Says of visits far from all others that they are: it takes all of them to tell.</summary>
    public void MarkFarDates()
    {
        if (Visits.Calendar.Holds(Visits.Period.First) && Visits.Calendar.Holds(Visits.Period.Last))
            return;
        for (var place = 0; place < Visits.Count; place++)
        {
            if (!Visits.Calendar.Holds(Visits.Date(place)))
                hits.Keep(SourceTable.Visits, Visits.Line(place), [new RuleHit(Rule.DateFar, "visit_date", Weeks.Iso(Visits.Date(place)))]);
        }
    }

    /// <summary>Cleans records, on any thread: all it asks for are the tables before, which must be complete.</summary>
    /// <returns>What keeps them: on one thread, in the order of the file.</returns>
    public Action Clean(SourceTable table, RecordBatch records) =>
        table == SourceTable.Patients ? Clean(records, Patient.Clean, Keep)
        : table == SourceTable.Doctors ? Clean(records, Doctor.Clean, Keep)
        : table == SourceTable.Visits ? Clean(records, record => Visit.Clean(record, _latest, Patients.Ids, Doctors, WhyNot, _dates), Keep, record => Patients.Ids.Soon(record.Utf8(Visit.At.PatientId)))
        : Clean(records, record => Treatment.Clean(record, Visits.Ids, id => WhyNot(SourceTable.Visits, id)), Keep);

    /// <inheritdoc cref="SilverTable{TRow}.MakeRoom"/>
    public Action<int, RecordBatch> MakeRoom(SourceTable table) =>
        table == SourceTable.Patients ? Patients.MakeRoom : table == SourceTable.Doctors ? Doctors.MakeRoom : table == SourceTable.Visits ? Visits.MakeRoom : Treatments.MakeRoom;

    /// <summary>To be told when all records are read.</summary>
    public void Complete()
    {
        foreach (var ids in new[] { Patients.Ids, Doctors.Ids, Visits.Ids, Treatments.Ids })
            ids.Forget();
    }

    private Rejection? WhyNot(SourceTable table, string id) => _rejections[table].GetValueOrDefault(id);

    private static Action Clean<TRow>(RecordBatch records, Func<RawRecord, Cleaned<TRow>> clean, Action<RawRecord, Cleaned<TRow>> keep, Action<RawRecord>? soon = null)
        where TRow : struct
    {
        // All are told of before the first is cleaned.
        for (var record = 0; soon is not null && record < records.Count; record++)
            soon(records[record]);
        var count = records.Count;
        if (records.Kept is not Cleaned<TRow>[] cleaned || cleaned.Length < count)
            records.Kept = cleaned = new Cleaned<TRow>[count];
        for (var record = 0; record < count; record++)
        {
            // Records whose values stand in no known column are not read.
            cleaned[record] = RecordReader.Unreadable(records[record]) is { } hit ? new Cleaned<TRow>(null, [hit]) : clean(records[record]);
        }

        return () =>
        {
            for (var record = 0; record < count; record++)
                keep(records[record], cleaned[record]);
            Array.Clear(cleaned, 0, count);
        };
    }

    private void Keep(RawRecord record, Cleaned<Patient> cleaned)
    {
        if (Keep(Patients, record, cleaned).Row is not { } patient)
            return;
        Genders.Count(patient.Gender == TextNormalization.Unknown ? TextNormalization.Unknown : TextPool.Own.Of(TextNormalization.Tidy(record.Utf8(Patient.At.Gender))), patient.Gender, SourceTable.Patients, record.Line);
        Countries.Count(patient.Country, patient.Country, SourceTable.Patients, record.Line);
        Totals.Count(patient);
    }

    private void Keep(RawRecord record, Cleaned<Doctor> cleaned)
    {
        if (Keep(Doctors, record, cleaned).Row is not { } doctor)
            return;
        Departments.Count(doctor.Department, doctor.Department, SourceTable.Doctors, record.Line);
        Totals.Count(doctor);
    }

    private void Keep(RawRecord record, Cleaned<Visit> cleaned)
    {
        var kept = Keep(Visits, record, cleaned);
        if (kept.Row is { } row)
        {
            Departments.Count(row.Department, row.Department, SourceTable.Visits, record.Line);
            Totals.Count(row);
        }
        else if (kept.RejectedBy is { } rule)
        {
            Reject(RejectedVisit.Read(record, rule, _latest, Patients.Ids, Doctors, _dates), TextNormalization.Tidy(record.Text(SourceTable.KeyOrdinal)));
        }
    }

    private void Reject(RejectedVisit visit, string id)
    {
        RejectedVisits.Add(visit);
        if (id.Length > 0)
            _rejectedById[id] = _rejectedById.TryGetValue(id, out var earlier) ? earlier.Agreed(visit) : visit;
    }

    private void Keep(RawRecord record, Cleaned<Treatment> cleaned)
    {
        _costs.Count(cleaned.Marks, record.Line, record.Separator != ',');
        var kept = Keep(Treatments, record, cleaned);
        if (kept.Row is { } row)
        {
            TreatmentTypes.Count(row.TreatmentType, row.TreatmentType, SourceTable.Treatments, record.Line);
            var insurer = TextPool.Own.Of(TextNormalization.Tidy(record.Utf8(Treatment.At.InsuranceProvider)));
            Insurers.Count(TextNormalization.AreMissing(insurer) ? TextNormalization.Unknown : insurer, row.InsuranceProvider, SourceTable.Treatments, record.Line);
            Totals.Count(row);
        }
        else if (kept.RejectedBy is { } rule)
        {
            RejectedTreatments.Add(RejectedTreatment.Read(record, rule, KnownOf));
        }
    }

    /// <summary>What is known of a visit for the treatments that name it: all of an accepted one, what could be read of a rejected one.</summary>
    private RejectedVisit? KnownOf(string visitId)
    {
        if (Visits.Ids.Find(visitId) is not { } place)
            return _rejectedById.GetValueOrDefault(visitId);
        var visit = Visits[place];
        return new RejectedVisit(0, "")
        {
            VisitId = visitId,
            PatientId = Encoding.UTF8.GetString(Patients.Ids[visit.Patient]),
            DoctorId = Encoding.UTF8.GetString(Doctors.Ids[visit.Doctor]),
            Department = visit.Department,
            VisitDate = visit.VisitDate,
        };
    }

    private Cleaned<TRow> Keep<TRow>(SilverTable<TRow> table, RawRecord record, Cleaned<TRow> cleaned)
        where TRow : struct
    {
        if (RecordReader.Unreadable(record) is null)
            _sense[table.Table].Count(record.Line, cleaned.Hits);
        var kept = table.Keep(record, cleaned);
        hits.Keep(table.Table, record.Line, kept.Hits);
        if (kept.Row is null && kept.Rejecting is { } hit && table.Table != SourceTable.Treatments && TextNormalization.Tidy(record.Text(SourceTable.KeyOrdinal)) is { Length: > 0 } id)
            _rejections[table.Table].TryAdd(id, new Rejection(table.Table, record.Line, hit.Rule.Name, hit.Cause));
        ColumnCounters.Count(table.Table, record.Line, kept.Missing, kept.Untidy);
        return kept;
    }
}
