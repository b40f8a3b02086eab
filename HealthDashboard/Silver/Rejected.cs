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
        var doctor = doctors.Ids.Find(reader.Utf8(2));
        var home = doctor is { } place ? doctors[place].Department : null;
        return new RejectedVisit(record.Line, rule)
        {
            VisitId = reader.Text(0) is { Length: > 0 } id ? id : null,
            PatientId = patients.Find(reader.Utf8(1)) is null ? null : reader.Text(1),
            DoctorId = doctor is null ? null : reader.Text(2),
            Department = TextNormalization.AreMissing(reader.Category(3)) ? home : reader.Category(3),
            VisitDate = Visit.ReadDate(reader.Text(4), latest, dates),
            FollowUpRequired = Visit.ReadFollowUp(reader.Category(5)),
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
            Visit = visit(reader.Text(1)),
            TreatmentType = Treatment.ReadType(reader.Category(2)),
            CostCents = Treatment.ReadCents(ref reader),
            InsuranceProvider = InsuranceNames.Meaning(reader.Category(4)),
        };
    }
}
