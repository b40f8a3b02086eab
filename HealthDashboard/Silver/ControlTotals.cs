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
    private readonly Dictionary<DateOnly, long> _weeks = [];
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
        .. Each("patients", "age_group", _ageGroups, group => group),
        .. Each("patients", "country", _countries, silver.Countries.Of),
        new("doctors", "rows", "", silver.Doctors.Ledger.Accepted),
        new("doctors", "years", "", _years),
        new("visits", "rows", "", silver.Visits.Ledger.Accepted),
        new("visits", "follow_ups", "", _followUps),
        new("visits", "answers", "", _answers),
        .. Each("visits", "department", _departments, silver.Departments.Of),
        .. Each("visits", "week", _weeks.Where(week => InCalendar(silver, week.Key)), Weeks.Iso),
        new("visits", "outside_calendar", "", _weeks.Where(week => !InCalendar(silver, week.Key)).Sum(week => week.Value)),
        new("treatments", "rows", "", silver.Treatments.Ledger.Accepted),
        new("treatments", "cents", "", _cents),
        .. Each("treatments", "treatment_type", _types, silver.TreatmentTypes.Of),
        .. Each("treatments", "insurance_provider", _insurers, silver.Insurers.Of),
    ];

    private static bool InCalendar(SilverLayer silver, DateOnly monday) => monday <= silver.Visits.Calendar.Last && monday.AddDays(6) >= silver.Visits.Calendar.First;

    private static IEnumerable<ControlTotal> Each<TKey>(string table, string measure, IEnumerable<KeyValuePair<TKey, long>> counts, Func<TKey, string> spelled)
        where TKey : notnull => counts
        .GroupBy(count => spelled(count.Key), count => count.Value, StringComparer.Ordinal)
        .Select(category => new ControlTotal(table, measure, category.Key, category.Sum()));

    private static void One<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
}
