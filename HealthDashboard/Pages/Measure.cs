using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;

namespace HealthDashboard.Pages;

/// <summary>One of the six numbers that sum a scope up, over the scope and over the weeks that are compared.</summary>
/// <param name="Column">The column of the weekly view that draws it, and how it is written.</param>
/// <param name="N">What it rests on, in words.</param>
/// <param name="Now">In the last complete weeks; null when they are not there or it has no value.</param>
/// <param name="Weeks">Week by week, the latest complete ones, oldest first.</param>
public sealed record Measure(string Label, Column Column, decimal? Value, string N, decimal? Now, decimal? Then, IReadOnlyList<decimal?> Weeks)
{
    private const int FullWeek = 7;
    private const int SparkWeeks = 26;

    /// <summary>What rejected rows could change about it; null when there are none.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>Whether the number, or what it is divided by, is withheld; one without a value is not.</summary>
    public bool IsWithheld { get; init; }

    /// <param name="rows">Reads a view under a scope: rows and totals.</param>
    /// <param name="patients">Counts the different patients of a scope.</param>
    /// <param name="bounds">What rejected rows could change about a total of the weekly view.</param>
    public static async Task<IReadOnlyList<Measure>> AllAsync(
        Scope scope, Comparison? comparison, Func<GoldView, Scope, GridQuery?, Task<ViewRows>> rows, Func<Scope, Task<long?>> patients, Func<Column, IReadOnlyDictionary<string, decimal?>, Task<Bounds?>> bounds)
    {
        var (all, now, then) = (await rows(WeeklyVisitTrends.View, scope, null), await Rows(comparison?.Now), await Rows(comparison?.Then));
        var (people, peopleNow, peopleThen) = (await patients(scope), await Patients(comparison?.Now), await Patients(comparison?.Then));
        var weeks = all.Rows.Cast<WeeklyVisitTrends>().Where(week => week.Days == FullWeek && scope.HoldsWeek(week.Week)).TakeLast(SparkWeeks).ToList();
        var (visits, treatments, answers) = (Whole(all.Totals["num_visits"]), Whole(all.Totals["treatments"]), Whole(all.Totals["visits_with_answer"]));
        Measure[] measures =
        [
            Of(Text.Visits, "num_visits", Sentence.Of(Text.OfPatients, Whole(people)), week => week.NumVisits),
            new Measure(Text.Patients, Find("patients"), people, Sentence.Of(Text.WithVisits, visits), peopleNow, peopleThen, [.. weeks.Select(week => (decimal?)week.Patients)]) { IsWithheld = people is null },
            Of(Text.Treatments, "treatments", Sentence.Of(Text.AtVisits, visits), week => week.Treatments),
            Of(Text.Cost, "total_cost", Sentence.Of(Text.OfTreatments, treatments), week => week.TotalCost),
            Of(Text.CostPerTreatment, "avg_cost", Sentence.Of(Text.NTreatments, treatments), week => week.AvgCost),
            Of(Text.FollowUpRate, "follow_up_rate", Sentence.Of(Text.NVisits, answers), week => week.FollowUpRate),
        ];
        foreach (var (index, measure) in measures.Index())
            measures[index] = measure with { Bounds = await bounds(measure.Column, all.Totals) };
        return measures;

        Measure Of(string label, string column, string n, Func<WeeklyVisitTrends, decimal?> week) =>
            new(label, Find(column), all.Totals[column], n, now?.Totals[column], then?.Totals[column], [.. weeks.Select(week)])
            {
                IsWithheld = all.Totals[Find(column).Numerator ?? column] is null || all.Totals[Find(column).Denominator ?? column] is null,
            };

        async Task<ViewRows?> Rows(Scope? period) => period is null ? null : await rows(WeeklyVisitTrends.View, period, null);

        async Task<long?> Patients(Scope? period) => period is null ? null : await patients(period);
    }

    private static Column Find(string column) => WeeklyVisitTrends.View.Column(column);

    private static string Whole(decimal? number) => number is { } known ? Format.Whole(known) : Text.AWithheldNumberOf;
}

/// <summary>How a number moved, in words and with a sign: neither good nor bad.</summary>
public static class Change
{
    /// <summary>▲ 12.3 %, ▼ 1.2 points, = no change; null where one side is missing.</summary>
    public static string? InWords(ColumnKind kind, decimal? now, decimal? then)
    {
        if (now is not { } to || then is not { } from)
            return null;
        if (to == from)
            return Text.NoChange;
        var sign = to > from ? "▲" : "▼";
        if (kind == ColumnKind.Rate)
            return $"{sign} {Sentence.Of(Text.ChangePoints, decimal.Round(Math.Abs(to - from) * 100, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture))}";
        return from == 0 ? $"{sign} {Text.ChangeFromNone}" : $"{sign} {Format.Percent(Math.Abs(to - from) / from)}";
    }

    /// <summary>▲ from 5: where the numbers are too small for a percentage to mean much.</summary>
    public static string? From(Column column, object? now, object? then, DisplayOptions display) => (Number(now), Number(then)) switch
    {
        ({ } to, { } from) when to == from => Text.AsBefore,
        ({ } to, { } from) => $"{(to > from ? "▲" : "▼")} {Sentence.Of(Text.ChangeFrom, Format.Cell(column, then, display))}",
        _ => null,
    };

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
