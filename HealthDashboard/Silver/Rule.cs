namespace HealthDashboard.Silver;

/// <summary>What a rule does with the row: reject it, drop it as a repetition, keep it with one attribute repaired, keep it as it is, or take it for none.</summary>
public enum Outcome
{
    Rejected,
    Duplicate,
    Repaired,
    Warned,
    Ignored,
}

/// <summary>A rule of the pipeline. Its name is stable: it keys the run history.</summary>
/// <param name="Expected">What the value should have been, in words a records clerk can act on.</param>
public sealed record Rule(string Name, Outcome Outcome, string Expected)
{
    public static readonly Rule FieldCount = new("field_count", Outcome.Rejected, "as many fields as the header has");
    public static readonly Rule Encoding = new("encoding", Outcome.Rejected, "text in the file's encoding, without NUL");
    public static readonly Rule QuoteMisplaced = new("quote_misplaced", Outcome.Rejected, "quotes right beside the separators, and written twice (\"\") inside a value");
    public static readonly Rule FieldTooLong = new("field_too_long", Outcome.Rejected, "fields of at most 1 MiB");
    public static readonly Rule RecordBlank = new("record_blank", Outcome.Ignored, "a value in one field at least");
    public static readonly Rule KeyMissing = new("key_missing", Outcome.Rejected, "an id");
    public static readonly Rule KeyConflict = new("key_conflict", Outcome.Rejected, "an id that no earlier row with other content has");
    public static readonly Rule Duplicate = new("duplicate", Outcome.Duplicate, "each row once");
    public static readonly Rule PatientUnknown = new("patient_unknown", Outcome.Rejected, "a patient_id of an accepted row of patients.csv");
    public static readonly Rule DoctorUnknown = new("doctor_unknown", Outcome.Rejected, "a doctor_id of an accepted row of doctors.csv");
    public static readonly Rule VisitUnknown = new("visit_unknown", Outcome.Rejected, "a visit_id of an accepted row of visits.csv");
    public static readonly Rule DateInvalid = new("date_invalid", Outcome.Rejected, "a date written like 2025-03-03, from 1900-01-01 to tomorrow");
    public static readonly Rule CostInvalid = new("cost_invalid", Outcome.Rejected, "a plain number such as 1234.50, from 0 to 10000000");
    public static readonly Rule RequiredBlank = new("required_blank", Outcome.Rejected, "a value");
    public static readonly Rule DateDefault = new("date_default", Outcome.Rejected, "the day of the visit, not the one a program writes where none was entered");
    public static readonly Rule DateFar = new("date_far", Outcome.Warned, "a date with no more than five empty years between it and the others");
    public static readonly Rule CostGrouped = new("cost_grouped", Outcome.Warned, "a plain number such as 1234.50");
    public static readonly Rule CostRounded = new("cost_rounded", Outcome.Warned, "at most two decimals");
    public static readonly Rule CostZero = new("cost_zero", Outcome.Warned, "a cost above zero");
    public static readonly Rule AgeInvalid = new("age_invalid", Outcome.Repaired, "a whole number from 0 to 124");
    public static readonly Rule YearsInvalid = new("years_invalid", Outcome.Repaired, "a whole number from 0 to 80");
    public static readonly Rule GenderUnknown = new("gender_unknown", Outcome.Repaired, "female, male or other");
    public static readonly Rule CountryUnknown = new("country_unknown", Outcome.Repaired, "a country");
    public static readonly Rule FollowUpInvalid = new("follow_up_invalid", Outcome.Repaired, "true or false, yes or no, 1 or 0");
    public static readonly Rule DepartmentFilled = new("department_filled", Outcome.Repaired, "a department");
    public static readonly Rule DepartmentMismatch = new("department_mismatch", Outcome.Warned, "the department of the visit's doctor");

    public static IReadOnlyList<Rule> All { get; } =
    [
        FieldCount, Encoding, QuoteMisplaced, FieldTooLong, RecordBlank, KeyMissing, KeyConflict, Duplicate, PatientUnknown, DoctorUnknown, VisitUnknown, DateInvalid,
        DateDefault, DateFar, CostInvalid, RequiredBlank, CostGrouped, CostRounded, CostZero, AgeInvalid, YearsInvalid, GenderUnknown, CountryUnknown,
        FollowUpInvalid, DepartmentFilled, DepartmentMismatch,
    ];
}

/// <summary>A rule that a record hit.</summary>
/// <param name="Column">The column it is about; null when it is about the record as a whole.</param>
/// <param name="Found">The value as found, or what was found in words. It may be a patient's: never log it.</param>
public sealed record RuleHit(Rule Rule, string? Column, string Found)
{
    /// <summary>What more there is to say, such as why the referenced row is missing.</summary>
    public string? Because { get; init; }

    /// <summary>The rejected row that the record names, where there is no more to it.</summary>
    public Rejection? Cause { get; init; }
}
