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
    private readonly Dictionary<string, long> _countries = [];
    private readonly Dictionary<string, long> _departments = [];
    private readonly Dictionary<string, long> _weeks = [];
    private readonly Dictionary<string, long> _types = [];
    private readonly Dictionary<string, long> _insurers = [];
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
        One(_weeks, Weeks.Iso(visit.Week));
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
        .. Each("patients", "age_group", _ageGroups, group => group),
        .. Each("patients", "country", _countries, silver.Countries.Of),
        new("doctors", "rows", "", silver.Doctors.Ledger.Accepted),
        new("doctors", "years", "", _years),
        new("visits", "rows", "", silver.Visits.Ledger.Accepted),
        new("visits", "follow_ups", "", _followUps),
        new("visits", "answers", "", _answers),
        .. Each("visits", "department", _departments, silver.Departments.Of),
        .. InWeeks(silver),
        new("treatments", "rows", "", silver.Treatments.Ledger.Accepted),
        new("treatments", "cents", "", _cents),
        .. Each("treatments", "treatment_type", _types, silver.TreatmentTypes.Of),
        .. Each("treatments", "insurance_provider", _insurers, silver.Insurers.Of),
    ];

    private IEnumerable<ControlTotal> InWeeks(SilverLayer silver)
    {
        var outside = 0L;
        foreach (var (week, visits) in _weeks)
        {
            if (InCalendar(silver, Weeks.Day(week)))
                yield return new ControlTotal("visits", "week", week, visits);
            else
                outside += visits;
        }

        yield return new ControlTotal("visits", "outside_calendar", "", outside);
    }

    private static bool InCalendar(SilverLayer silver, DateOnly monday) => monday <= silver.Visits.Calendar.Last && monday.AddDays(6) >= silver.Visits.Calendar.First;

    private static IEnumerable<ControlTotal> Each(string table, string measure, Dictionary<string, long> counts, Func<string, string> spelled)
    {
        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, rows) in counts)
            CollectionsMarshal.GetValueRefOrAddDefault(totals, spelled(name), out _) += rows;
        foreach (var (name, rows) in totals)
            yield return new ControlTotal(table, measure, name, rows);
    }

    private static void One(Dictionary<string, long> counts, string key) => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
}
