using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>
/// What could be read of a visit that was rejected, so that one can tell which numbers it may be missing from; null is what could
/// not. An id that leads nowhere counts as not read: it may be another's, mistyped.
/// </summary>
public sealed record RejectedVisit(long Line, string Rule)
{
    public string? VisitId { get; init; }

    public string? PatientId { get; init; }

    public string? DoctorId { get; init; }

    public string? Department { get; init; }

    public DateOnly? VisitDate { get; init; }

    public bool? FollowUpRequired { get; init; }

    public static RejectedVisit Read(RawRecord record, string rule, DateOnly latest, IdIndex patients, DoctorTable doctors, DateFormat dates)
    {
        if (RecordReader.Unreadable(record) is not null)
            return new RejectedVisit(record.Line, rule);
        var reader = new RecordReader(SourceTable.Visits, record);
        var doctor = doctors.Ids.Find(reader.Utf8(Visit.At.DoctorId));
        var home = doctor is { } place ? doctors[place].Department : null;
        return new RejectedVisit(record.Line, rule)
        {
            VisitId = reader.Text(Visit.At.VisitId) is { Length: > 0 } id ? id : null,
            PatientId = patients.Find(reader.Utf8(Visit.At.PatientId)) is null ? null : reader.Text(Visit.At.PatientId),
            DoctorId = doctor is null ? null : reader.Text(Visit.At.DoctorId),
            Department = TextNormalization.AreMissing(reader.Category(Visit.At.Department)) ? home : reader.Category(Visit.At.Department),
            VisitDate = Visit.ReadDate(reader.Text(Visit.At.VisitDate), latest, dates),
            FollowUpRequired = Visit.ReadFollowUp(reader.Category(Visit.At.FollowUpRequired)),
        };
    }

    /// <summary>What this and another row of the same visit agree on: a treatment may belong to either.</summary>
    public RejectedVisit Agreed(RejectedVisit other) => this with
    {
        PatientId = PatientId == other.PatientId ? PatientId : null,
        DoctorId = DoctorId == other.DoctorId ? DoctorId : null,
        Department = string.Equals(Department, other.Department, StringComparison.OrdinalIgnoreCase) ? Department : null,
        VisitDate = VisitDate == other.VisitDate ? VisitDate : null,
    };
}

/// <summary>What could be read of a treatment that was rejected, and of its visit, whether that was accepted or not; null is what could not.</summary>
public sealed record RejectedTreatment(long Line, string Rule)
{
    /// <summary>Null where the visit is nowhere: the treatment could belong to any.</summary>
    public RejectedVisit? Visit { get; init; }

    public string? TreatmentType { get; init; }

    public long? CostCents { get; init; }

    public string? InsuranceProvider { get; init; }

    /// <param name="visit">What is known of the visit of an id, or null.</param>
    public static RejectedTreatment Read(RawRecord record, string rule, Func<string, RejectedVisit?> visit)
    {
        if (RecordReader.Unreadable(record) is not null)
            return new RejectedTreatment(record.Line, rule);
        var reader = new RecordReader(SourceTable.Treatments, record);
        return new RejectedTreatment(record.Line, rule)
        {
            Visit = visit(reader.Text(Treatment.At.VisitId)),
            TreatmentType = Treatment.ReadType(reader.Category(Treatment.At.TreatmentType)),
            CostCents = Treatment.ReadCents(ref reader),
            InsuranceProvider = InsuranceNames.Meaning(reader.Category(Treatment.At.InsuranceProvider)),
        };
    }
}
