using HealthDashboard.Disclosure;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pages.Overview;

/// <summary>Reads the six numbers of a scope, how they moved, and what rejected rows could change about them.</summary>
/// <param name="tellsOfHospital">Whether what the whole hospital has stands beside those of some departments.</param>
public sealed class MeasureCardReader(ViewReader reader, Snapshot snapshot, DisplayOptions display, bool tellsOfHospital = false)
{
    private const int FullWeek = 7;
    private const int SparkWeeks = 26;

    /// <param name="compared">The weeks to show and to compare with; null to show the scope as it is.</param>
    public async Task<IReadOnlyList<MeasureCard>> ReadAsync(Scope scope, PeriodComparison? compared)
    {
        var shown = compared?.After ?? scope;
        var now = await NumbersAsync(shown);
        var then = compared is null ? null : await NumbersAsync(compared.Before);
        var weeks = (await WeeksAsync(scope, compared, now, then)).Where(week => week.Days == FullWeek && scope.HoldsWeek(week.Week)).TakeLast(SparkWeeks).ToList();
        var (people, visits, treatments, answers) = (now.Total("patients"), now.Total("num_visits"), now.Total("treatments"), now.Total("visits_with_answer"));
        MeasureCard[] measures =
        [
            Of("num_visits", RestsOn(Text.OfPatients, people), week => week.NumVisits),
            Of("patients", RestsOn(Text.WithVisits, visits), week => week.Patients),
            Of("treatments", RestsOn(Text.AtVisits, visits), week => week.Treatments),
            Of("total_cost", RestsOn(Text.OfTreatments, treatments), week => week.TotalCost),
            Of("avg_cost", RestsOn(Text.NTreatments, treatments), week => week.AvgCost),
            Of("follow_up_rate", RestsOn(Text.NVisits, answers), week => week.FollowUpRate),
        ];
        foreach (var (index, measure) in measures.Index())
            measures[index] = measure with { Bounds = await BoundsAsync(shown, measure.Column, now.Totals) };
        return measures;

        MeasureCard Of(string name, string n, Func<WeeklyVisitTrends, decimal?> week)
        {
            var column = WeeklyVisitTrends.View.Column(name);
            return new(name == "patients" ? Text.Patients : column.Label, column, now.Total(name), n, Change.Between(column, now, then, display), [.. weeks.Select(week)])
            {
                Hospital = tellsOfHospital ? HospitalTotals.About(snapshot, shown, column.Measure!) : null,
                IsWithheld = now.Total(column.Numerator ?? name) is null || now.Total(column.Denominator ?? name) is null,
            };
        }
    }

    /// <summary>
    /// The last weeks of a scope. Those that are compared hold them all where a period is asked for, and mostly where none is: only else they are read, and no
    /// earlier ones, as of every week all patients are counted anew.
    /// </summary>
    private async Task<IEnumerable<WeeklyVisitTrends>> WeeksAsync(Scope scope, PeriodComparison? compared, PeriodNumbers now, PeriodNumbers? then)
    {
        if (compared is null || scope.From is not null)
            return now.Weeks;
        if (compared.IsUnbroken && 2 * compared.Weeks >= SparkWeeks)
            return Unbroken([.. then!.Weeks, .. now.Weeks]);
        var (last, earliest) = (compared.After.To!.Value, FilterChoices.Of(snapshot, scope.Reach).Period.First);
        var first = Later(last.AddDays(1 - (SparkWeeks * FullWeek)), earliest);
        return (await reader.ReadAsync(snapshot, WeeklyVisitTrends.View, scope with { From = first, To = last }, GridQuery.AllRows, 0, int.MaxValue)).Rows.Cast<WeeklyVisitTrends>();
    }

    /// <summary>Each of two periods begins with its first visit and ends with its last; the weeks between had none.</summary>
    private static IEnumerable<WeeklyVisitTrends> Unbroken(List<WeeklyVisitTrends> weeks)
    {
        var next = "";
        foreach (var week in weeks)
        {
            for (; next.Length > 0 && string.CompareOrdinal(next, week.Week) < 0; next = After(next))
                yield return week with { Week = next, NumVisits = 0, Patients = 0, Treatments = 0, TotalCost = 0, Days = FullWeek, AvgCost = null, FollowUpRate = null, FollowUpCount = 0, VisitsWithAnswer = 0 };
            yield return week;
            next = After(week.Week);
        }

        static string After(string monday) => Scope.Iso(Silver.Weeks.Day(monday).AddDays(FullWeek));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>The numbers of a period; share-safe mode does not tell how many rows were rejected.</summary>
    public async Task<PeriodNumbers> NumbersAsync(Scope period)
    {
        var rows = await reader.ReadAsync(snapshot, WeeklyVisitTrends.View, period, GridQuery.AllRows, 0, int.MaxValue);
        return new PeriodNumbers(
            [.. rows.Rows.Cast<WeeklyVisitTrends>()],
            rows.Totals,
            await reader.PatientsAsync(snapshot, period),
            period.ShareSafe ? null : await RejectedInPeriod.ReadAsync(reader, snapshot, period));
    }

    /// <summary>What rejected rows could change about a total of the weekly view; they are few, so share-safe mode does not tell.</summary>
    private async Task<Bounds?> BoundsAsync(Scope period, Column column, IReadOnlyDictionary<string, decimal?> totals)
    {
        if (period.ShareSafe)
            return null;
        var missing = await RejectedImpact.OfTotalAsync(reader, snapshot, new CellReference(WeeklyVisitTrends.View, column, period));
        return Bounds.Of(column, totals.GetValueOrDefault(column.Numerator ?? ""), totals.GetValueOrDefault(column.Denominator ?? ""), missing, display);
    }

    private static string RestsOn(string sentence, decimal? number) => Sentence.Of(sentence, number is { } known ? Format.Whole(known) : Text.AWithheldNumberOf);
}
