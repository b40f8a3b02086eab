using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Overview;

/// <summary>One of the six numbers that sum a scope up. Everything about it but the shape of the weeks is of one period: the weeks that are compared, or where there are none, the scope's.</summary>
/// <param name="Column">The column of the weekly view that draws it, and how it is written.</param>
/// <param name="N">What it rests on, in words.</param>
/// <param name="Moved">How it moved against the period before, in words; null where nothing is compared.</param>
/// <param name="Weeks">Week by week, the latest complete ones, oldest first.</param>
public sealed record MeasureCard(string Label, Column Column, decimal? Value, string N, string? Moved, IReadOnlyList<decimal?> Weeks)
{
    private const int FullWeek = 7;
    private const int SparkWeeks = 26;

    /// <summary>What rejected rows could change about it; null when there are none.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>Whether the number, or what it is divided by, is withheld; one without a value is not.</summary>
    public bool IsWithheld { get; init; }

    /// <param name="read">Reads the numbers of a period.</param>
    /// <param name="bounds">What rejected rows could change about a total of the weekly view in a period.</param>
    public static async Task<IReadOnlyList<MeasureCard>> AllAsync(
        Scope scope, ComparedWeeks? compared, Func<Scope, Task<PeriodNumbers>> read, Func<Scope, Column, IReadOnlyDictionary<string, decimal?>, Task<Bounds?>> bounds, DisplayOptions display)
    {
        var shown = compared?.After ?? scope;
        var now = await read(shown);
        var then = compared is null ? null : await read(compared.Before);
        var weeks = (compared is null ? now : await read(scope)).Weeks.Where(week => week.Days == FullWeek && scope.HoldsWeek(week.Week)).TakeLast(SparkWeeks).ToList();
        var (people, visits, treatments, answers) = (now.Total("patients"), now.Total("num_visits"), now.Total("treatments"), now.Total("visits_with_answer"));
        MeasureCard[] measures =
        [
            Of(Text.Visits, "num_visits", RestsOn(Text.OfPatients, people), week => week.NumVisits),
            Of(Text.Patients, "patients", RestsOn(Text.WithVisits, visits), week => week.Patients),
            Of(Text.Treatments, "treatments", RestsOn(Text.AtVisits, visits), week => week.Treatments),
            Of(Text.Cost, "total_cost", RestsOn(Text.OfTreatments, treatments), week => week.TotalCost),
            Of(Text.CostPerTreatment, "avg_cost", RestsOn(Text.NTreatments, treatments), week => week.AvgCost),
            Of(Text.FollowUpRate, "follow_up_rate", RestsOn(Text.NVisits, answers), week => week.FollowUpRate),
        ];
        foreach (var (index, measure) in measures.Index())
            measures[index] = measure with { Bounds = await bounds(shown, measure.Column, now.Totals) };
        return measures;

        MeasureCard Of(string label, string name, string n, Func<WeeklyVisitTrends, decimal?> week)
        {
            var column = WeeklyVisitTrends.View.Column(name);
            return new(label, column, now.Total(name), n, Change.Between(column, now, then, display), [.. weeks.Select(week)])
            {
                IsWithheld = now.Total(column.Numerator ?? name) is null || now.Total(column.Denominator ?? name) is null,
            };
        }
    }

    private static string RestsOn(string sentence, decimal? number) => Sentence.Of(sentence, number is { } known ? Format.Whole(known) : Text.AWithheldNumberOf);
}
