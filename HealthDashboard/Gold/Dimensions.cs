using System.Reflection;

namespace HealthDashboard.Gold;

/// <summary>Every dimension there is. A new one is one entry here.</summary>
public static partial class Dimensions
{
    /// <summary>Where care happened.</summary>
    public static Dimension Department { get; } = new()
    {
        Name = "department",
        Label = "Department",
        Kind = ColumnKind.Department,
        Owner = Owner.Visit,
        Column = "visit.department",
        Parameter = "department",
        Values = star => star.Departments,
        Codes = star => star.VisitDepartment,
        Order = star => star.Departments.NameOrder,
    };

    public static Dimension Doctor { get; } = new()
    {
        Name = "doctor_id",
        Label = "Id",
        Kind = ColumnKind.Doctor,
        Owner = Owner.Visit,
        Column = "visit.doctor_id",
        Parameter = "doctor",
        Values = star => star.DoctorIds,
        Codes = star => star.VisitDoctor,
    };

    public static Dimension DoctorName { get; } = new()
    {
        Name = "doctor_name",
        Label = "Doctor",
        Kind = ColumnKind.Text,
        Owner = Owner.Doctor,
        Column = "doctor.doctor_name",
        Parameter = null,
        Values = star => star.DoctorNames,
        Codes = null,
        Order = star => star.Doctors.NameOrder,
    };

    /// <summary>The doctor's own department; visits elsewhere count too.</summary>
    public static Dimension HomeDepartment { get; } = new()
    {
        Name = "home_department",
        Label = "Home department",
        Kind = ColumnKind.Text,
        Owner = Owner.Doctor,
        Column = "doctor.department",
        Parameter = null,
        Values = star => star.Departments,
        Codes = star => star.DoctorDepartment,
        Order = star => star.Departments.NameOrder,
    };

    public static Dimension Patient { get; } = new()
    {
        Name = "patient_id",
        Label = "Id",
        Kind = ColumnKind.Patient,
        Owner = Owner.Visit,
        Column = "visit.patient_id",
        Parameter = null,
        Values = star => star.PatientIds,
        Codes = star => star.VisitPatient,
    };

    public static Dimension PatientName { get; } = new()
    {
        Name = "patient_name",
        Label = "Patient",
        Kind = ColumnKind.Text,
        Owner = Owner.Patient,
        Column = "patient.patient_name",
        Parameter = null,
        Values = star => star.PatientNames,
        Codes = null,
        Order = star => star.Patients.NameOrder,
    };

    public static Dimension Country { get; } = new()
    {
        Name = "country",
        Label = "Country",
        Kind = ColumnKind.Text,
        Owner = Owner.Patient,
        Column = "patient.country",
        Parameter = "country",
        Values = star => star.Countries,
        Codes = star => star.PatientCountry,
        Order = star => star.Countries.NameOrder,
    };

    /// <summary>As text the groups sort in the order of age, Unknown last.</summary>
    public static Dimension AgeGroup { get; } = new()
    {
        Name = "age_group",
        Label = "Age group",
        Kind = ColumnKind.Text,
        Owner = Owner.Patient,
        Column = "patient.age_group",
        Parameter = "age_group",
        Values = star => star.AgeGroups,
        Codes = star => star.PatientAgeGroup,
    };

    public static Dimension Gender { get; } = new()
    {
        Name = "gender",
        Label = "Gender",
        Kind = ColumnKind.Text,
        Owner = Owner.Patient,
        Column = "patient.gender",
        Parameter = "gender",
        Values = star => star.Genders,
        Codes = star => star.PatientGender,
    };

    /// <summary>Whether a follow-up was recommended; Unknown where the file says neither.</summary>
    public static Dimension FollowUp { get; } = new()
    {
        Name = "follow_up",
        Label = "Follow-up",
        Kind = ColumnKind.Text,
        Owner = Owner.Visit,
        Column = "visit.follow_up_required",
        Parameter = "follow_up",
        Sql = "case visit.follow_up_required when 1 then 'Yes' when 0 then 'No' else 'Unknown' end",
        Values = star => star.Answers,
        Codes = star => star.VisitAnswer,
    };

    public static Dimension TreatmentType { get; } = new()
    {
        Name = "treatment_type",
        Label = "Treatment",
        Kind = ColumnKind.Text,
        Owner = Owner.Treatment,
        Column = "treatment.treatment_type",
        Parameter = "treatment_type",
        Values = star => star.TreatmentTypes,
        Codes = star => star.TreatmentType,
        Order = star => star.TreatmentTypes.NameOrder,
    };

    public static Dimension Insurer { get; } = new()
    {
        Name = "insurance_provider",
        Label = "Insurer",
        Kind = ColumnKind.Text,
        Owner = Owner.Treatment,
        Column = "treatment.insurance_provider",
        Parameter = "insurer",
        Values = star => star.Insurers,
        Codes = star => star.TreatmentInsurer,
        Order = star => star.Insurers.NameOrder,
    };

    /// <summary>By the names of their properties.</summary>
    public static IReadOnlyDictionary<string, Dimension> All => field ??= typeof(Dimensions)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(Dimension))
        .ToDictionary(property => property.Name, property => (Dimension)property.GetValue(null)!);

    /// <summary>Those one can filter by, in the order in which addresses and words name them.</summary>
    public static IReadOnlyList<Dimension> Filters { get; } = [Department, Doctor, Insurer, TreatmentType, Country, AgeGroup, Gender, FollowUp];

    /// <summary>The dimension that this one is an attribute of: a doctor's name is looked up where the doctor is a key.</summary>
    public static Dimension? KeyOf(Dimension attribute) => attribute.Owner switch
    {
        Owner.Doctor => Doctor,
        Owner.Patient => Patient,
        Owner.Period => Of(attribute.Grain!.Value),
        _ => null,
    };
}
