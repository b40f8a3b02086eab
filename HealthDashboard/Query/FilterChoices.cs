using System.Collections.Concurrent;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>A doctor to choose.</summary>
public sealed record DoctorChoice
{
    public required string DoctorId { get; init; }

    public required string DoctorName { get; init; }

    public required string Department { get; init; }
}

/// <summary>A patient looked at on purpose. The age is null when it is not known.</summary>
public sealed record PatientChoice
{
    public required string PatientId { get; init; }

    public required string PatientName { get; init; }

    public long? Age { get; init; }

    public required string Gender { get; init; }

    public required string Country { get; init; }

    public required string AgeGroup { get; init; }
}

/// <summary>
/// What a filter can be set to in one snapshot by those who have one reach: what a visit in it names, and of all else nothing, not even
/// that it is there. Asked once and kept for all of them, as long as the snapshot is.
/// </summary>
public sealed class FilterChoices
{
    /// <summary>The choices of as many reaches are remembered of a snapshot; there are as many as grants can be combined.</summary>
    private const int MostReaches = 200;

    private readonly Snapshot _snapshot;
    private readonly ConcurrentDictionary<Dimension, IReadOnlyList<string>> _values = new();
    private readonly ConcurrentDictionary<Dimension, bool[]> _within = new();
    private readonly Lazy<(DateOnly First, DateOnly Last)> _period;

    /// <summary>Of whom it is.</summary>
    public Reach Reach { get; }

    private FilterChoices(Snapshot snapshot, Reach reach)
    {
        (_snapshot, Reach) = (snapshot, reach);
        _period = new(ReadPeriod);
    }

    public IReadOnlyList<string> Departments => Values(Dimensions.Department);

    /// <summary>The first and the last visit date of the data, those far from all others aside.</summary>
    public (DateOnly First, DateOnly Last) Period => _period.Value;

    /// <summary>More points on an axis than this are more than anybody tells apart: three years of weeks.</summary>
    private const int MostPoints = 156;

    /// <summary>The finest grain in which the days that a scope lets pass are not more than three years of weeks, thirteen of months, or 39 of quarters.</summary>
    public TimeGrain GrainOf(Scope scope)
    {
        var (from, to) = (scope.From > Period.First ? scope.From.Value : Period.First, scope.To < Period.Last ? scope.To.Value : Period.Last);
        return Enum.GetValues<TimeGrain>().FirstOrDefault(grain => CalendarPeriod.Count(grain, from, to) <= MostPoints, TimeGrain.Year);
    }

    public static FilterChoices Of(Snapshot snapshot, Reach reach)
    {
        var known = snapshot.Keep(() => new ConcurrentDictionary<Reach, FilterChoices>());
        if (known.Count > MostReaches)
            known.Clear();
        return known.GetOrAdd(reach, key => new FilterChoices(snapshot, key));
    }

    public bool HasDepartment(string department) => Has(Dimensions.Department, department);

    public bool Has(Dimension dimension, string value) => dimension.Values(StarColumns.Of(_snapshot)).Find(value) is >= 0 and var code && IsWithin(dimension, code);

    /// <summary>What can be chosen of a dimension, in the order in which people read it.</summary>
    public IReadOnlyList<string> Values(Dimension dimension) => _values.GetOrAdd(dimension, each =>
    {
        var (star, texts) = (StarColumns.Of(_snapshot), each.Values(StarColumns.Of(_snapshot)));
        var order = each.Order?.Invoke(star);
        return [.. Enumerable.Range(0, texts.Count).Where(code => IsWithin(each, code)).OrderBy(code => order is null ? code : order[code]).Select(code => texts[code])];
    });

    /// <summary>What people call a value: a doctor by name.</summary>
    public string Name(Dimension dimension, string value) => dimension == Dimensions.Doctor && Doctor(value) is { } doctor ? doctor.DoctorName : value;

    /// <summary>The first values whose name contains some letters, whatever their case, with that name.</summary>
    /// <param name="department">Of doctors, those with a visit there; null for all.</param>
    public IReadOnlyList<(string Value, string Name)> Find(Dimension dimension, string? department, string letters, int most) => dimension == Dimensions.Doctor
        ? [.. Doctors(department, letters, most).Select(doctor => (doctor.DoctorId, $"{doctor.DoctorName} ({doctor.DoctorId})"))]
        : [.. Values(dimension).Where(value => value.Contains(letters, StringComparison.InvariantCultureIgnoreCase)).Take(most).Select(value => (value, value))];

    /// <summary>What to say of a value that nobody knows.</summary>
    public string Unknown(Dimension dimension, string value)
    {
        const int Most = 30;
        if (dimension == Dimensions.Doctor)
            return $"There is no doctor with the id “{value}”.";
        var known = Values(dimension);
        return $"There is no {dimension.Label.ToLowerInvariant()} “{value}”. Known are {string.Join(", ", known.Take(Most))}{(known.Count > Most ? $" and {known.Count - Most} more" : "")}.";
    }

    public DoctorChoice? Doctor(string doctorId) =>
        StarColumns.Of(_snapshot) is var star && star.DoctorIds.Find(doctorId) is >= 0 and var doctor && IsWithin(Dimensions.Doctor, doctor) ? Doctor(star, doctor) : null;

    /// <summary>Without a name where they see none.</summary>
    public PatientChoice? Patient(string patientId)
    {
        if (!Has(Dimensions.Patient, patientId))
            return null;
        var found = Query<PatientChoice>("select patient_id, patient_name, age, gender, country, age_group from gold.dim_patients where patient_id = @patientId", new { patientId }).FirstOrDefault();
        // Names stay inside where rows go out, as into a lake.
        return found is null || (Reach.Names && found.PatientName is not null) ? found : found with { PatientName = $"Patient {found.PatientId}" };
    }

    /// <summary>Doctors whose name or id contains a text, by name; under a department those with a visit there.</summary>
    public IReadOnlyList<DoctorChoice> Doctors(string? department, string? text, int most)
    {
        var star = StarColumns.Of(_snapshot);
        var there = department is not null ? Among(star, Dimensions.Doctor, Scope.Of(Reach) with { Department = department }) : Within(Dimensions.Doctor);
        return [.. star.DoctorSearch.Find(text ?? "", most, there is null ? null : doctor => there[doctor]).Select(doctor => Doctor(star, doctor))];
    }

    /// <summary>Patients whose name or id contains a text, by name; where names are not seen, by id alone.</summary>
    public IReadOnlyList<PatientChoice> Patients(string text, int most)
    {
        var (star, within) = (StarColumns.Of(_snapshot), Within(Dimensions.Patient));
        var found = Reach.Names
            ? star.PatientSearch.Find(text, most, within is null ? null : patient => within[patient])
            : star.PatientIds.Containing(text).Index().Where(id => id.Item && within?[id.Index] is not false).Select(id => id.Index).Take(most);
        return [.. found.Select(patient => Patient(star.PatientIds[patient])!)];
    }

    private static DoctorChoice Doctor(StarColumns star, int doctor) => new()
    {
        DoctorId = star.DoctorIds[doctor],
        DoctorName = star.DoctorNames[doctor],
        Department = star.Departments[star.DoctorDepartment[doctor]],
    };

    private bool IsWithin(Dimension dimension, int code) => Within(dimension) is not { } within || within[code];

    /// <summary>Which values of a dimension a visit or treatment in reach has; null where all are.</summary>
    private bool[]? Within(Dimension dimension) => Reach.IsAll ? null : _within.GetOrAdd(dimension, each => Among(StarColumns.Of(_snapshot), each, Scope.Of(Reach)));

    private static bool[] Among(StarColumns star, Dimension dimension, Scope scope)
    {
        using var scoped = new ScopedVisits(star, scope.Unshared());
        return DistinctCounts.Among(dimension.Values(star).Count, scoped.CodesOf(dimension.IsOfTreatments ? Fact.Treatments : Fact.Visits, dimension));
    }

    private (DateOnly First, DateOnly Last) ReadPeriod()
    {
        if (!Reach.IsAll)
        {
            // Whoever sees no visit is told the data's own, which is in the head of every page.
            var (first, last) = StarColumns.Of(_snapshot).CalendarOf(Reach);
            return last < first ? Of(_snapshot, Reach.Everything).Period : (DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));
        }

        // Of the columns, which are in memory: a database that is away is not asked by the head of every page.
        var (from, to) = StarColumns.Of(_snapshot).CalendarOf(Reach);
        return (DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));
    }

    private List<T> Query<T>(string sql, object parameters)
    {
        using var connection = _snapshot.Open();
        return connection.Query<T>(sql, parameters).AsList();
    }
}
