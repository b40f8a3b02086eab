using System.Runtime.CompilerServices;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The star schema once more, column by column in memory, for views under a filter: a million visits are added up in
/// milliseconds where SQL needs seconds. Texts that repeat are codes into sorted lists, so that codes sort as the texts do.
/// Visits stand in the order of department, date and id; treatments in the order of their visits.
/// </summary>
public sealed class StarColumns
{
    private static readonly ConditionalWeakTable<Snapshot, Lazy<StarColumns?>> Known = [];

    public required TextColumn Departments { get; init; }

    public required TextColumn Countries { get; init; }

    public required TextColumn AgeGroups { get; init; }

    public required TextColumn TreatmentTypes { get; init; }

    public required TextColumn Insurers { get; init; }

    /// <summary>Every week from the first visit to the last.</summary>
    public required IReadOnlyList<WeekRow> Weeks { get; init; }

    /// <summary>Ascending, as all ids here.</summary>
    public required TextColumn PatientIds { get; init; }

    public required TextColumn PatientNames { get; init; }

    public required int[] PatientCountry { get; init; }

    public required int[] PatientAgeGroup { get; init; }

    public required TextColumn DoctorIds { get; init; }

    public required TextColumn DoctorNames { get; init; }

    public required int[] DoctorDepartment { get; init; }

    public required NameSearch PatientSearch { get; init; }

    public required NameSearch DoctorSearch { get; init; }

    public required int[] VisitDepartment { get; init; }

    /// <summary>Days since 1 January of the year 1.</summary>
    public required int[] VisitDay { get; init; }

    public required int[] VisitPatient { get; init; }

    public required int[] VisitDoctor { get; init; }

    /// <summary>1, 0, or -1 when the file does not say.</summary>
    public required sbyte[] VisitFollowUp { get; init; }

    /// <summary>Where the treatments of each visit begin; one more than there are visits, so that they end where the next begin.</summary>
    public required int[] VisitTreatments { get; init; }

    public required long[] VisitCents { get; init; }

    public required int[] TreatmentType { get; init; }

    public required int[] TreatmentInsurer { get; init; }

    public required int[] TreatmentCents { get; init; }

    public int Visits => VisitDay.Length;

    public People Patients => field ??= new(this, PatientIds, PatientNames, PatientSearch, VisitPatient);

    public People Doctors => field ??= new(this, DoctorIds, DoctorNames, DoctorSearch, VisitDoctor);

    /// <summary>The day of the first Monday.</summary>
    public int FirstMonday => Weeks.Count == 0 ? 0 : DateOnly.ParseExact(Weeks[0].Week, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).DayNumber;

    /// <summary>What is needed of every person as soon as somebody lists them.</summary>
    public void AddUp()
    {
        foreach (var people in new[] { Patients, Doctors })
            _ = (people.Everything.Total, people.NameOrder);
    }

    /// <summary>Read once for all, when first needed; null for a snapshot that has none.</summary>
    public static StarColumns? Of(Snapshot snapshot) =>
        Known.GetValue(snapshot, key => new Lazy<StarColumns?>(() => StarColumnsFile.Read(key.Folder))).Value;
}
