using System.Runtime.InteropServices;

namespace HealthDashboard.Silver;

/// <summary>A number that was counted while rows were accepted, of a whole table or of one category of a column.</summary>
public sealed record ControlTotal(string Table, string Measure, string Category, long Value);

/// <summary>
/// What the accepted rows add up to, counted before anything of them is written. Whatever is written, aggregated and shown
/// afterwards is checked against it, so that a value changed on the way does not go unseen.
/// </summary>
public sealed class ControlTotals
{
    private readonly Dictionary<string, long> _ageGroups = [];
    private readonly Dictionary<string, long> _countries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _departments = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DateOnly, long> _weeks = [];
    private readonly Dictionary<string, long> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _insurers = new(StringComparer.OrdinalIgnoreCase);
    private long _ages, _years, _followUps, _answers, _cents;

    public void Count(Patient patient)
    {
        _ages += patient.Age ?? 0;
        One(_ageGroups, patient.AgeGroup);
        One(_countries, patient.Country);
    }

    public void Count(Doctor doctor) => _years += doctor.YearsExperience ?? 0;

    public void Count(Visit visit)
    {
        _followUps += visit.FollowUpRequired is true ? 1 : 0;
        _answers += visit.FollowUpRequired is null ? 0 : 1;
        One(_departments, visit.Department);
        One(_weeks, visit.Week);
    }

    public void Count(Treatment treatment)
    {
        _cents += treatment.CostCents;
        One(_types, treatment.TreatmentType);
        One(_insurers, treatment.InsuranceProvider);
    }

    /// <summary>Every total, categories in the spelling that silver chose for them.</summary>
    public IEnumerable<ControlTotal> All(SilverLayer silver) =>
    [
        new("patients", "rows", "", silver.Patients.Ledger.Accepted),
        new("patients", "ages", "", _ages),
        .. _ageGroups.Select(group => new ControlTotal("patients", "age_group", group.Key, group.Value)),
        .. _countries.Select(country => new ControlTotal("patients", "country", silver.Countries.Of(country.Key), country.Value)),
        new("doctors", "rows", "", silver.Doctors.Ledger.Accepted),
        new("doctors", "years", "", _years),
        new("visits", "rows", "", silver.Visits.Ledger.Accepted),
        new("visits", "follow_ups", "", _followUps),
        new("visits", "answers", "", _answers),
        .. _departments.Select(department => new ControlTotal("visits", "department", silver.Departments.Of(department.Key), department.Value)),
        .. _weeks.Select(week => new ControlTotal("visits", "week", SilverWriter.Iso(week.Key), week.Value)),
        new("treatments", "rows", "", silver.Treatments.Ledger.Accepted),
        new("treatments", "cents", "", _cents),
        .. _types.Select(type => new ControlTotal("treatments", "treatment_type", silver.TreatmentTypes.Of(type.Key), type.Value)),
        .. _insurers.Select(insurer => new ControlTotal("treatments", "insurance_provider", silver.Insurers.Of(insurer.Key), insurer.Value)),
    ];

    private static void One<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
}
