using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Disclosure;

/// <summary>How many different people each key of a scope rests on, for each <see cref="DisclosureBasis"/>.</summary>
/// <param name="Keys">As the views write them, in the order of the counts.</param>
/// <param name="Counts">By basis and key; none where the key is one of treatments and the basis is not.</param>
public sealed record PeopleBehind(IReadOnlyList<string> Keys, long[][] Counts)
{
    /// <summary>Of all that is in scope together.</summary>
    public static PeopleBehind All(ScopedVisits scoped) => ByVisit(scoped, [""], _ => 0);

    public static PeopleBehind By(Dimension dimension, ScopedVisits scoped)
    {
        if (dimension.Grain is { } grain)
            return ByVisit(scoped, Periods(scoped.Star.By(grain)), PeriodOf(scoped.Star.By(grain)));
        var names = Names(dimension.Values(scoped.Star));
        return dimension.IsOfTreatments ? ByTreatment(scoped, names, dimension) : ByVisit(scoped, names, dimension.CodeOf(Fact.Visits, scoped.Star));
    }

    /// <summary>The weeks, months, quarters or years of the first department, then those of the next; the keys are those of the weeks, over and over.</summary>
    public static PeopleBehind ByDepartmentAnd(TimeGrain grain, ScopedVisits scoped)
    {
        var (star, time) = (scoped.Star, scoped.Star.By(grain));
        var (periods, periodOf) = (Periods(time), PeriodOf(time));
        var names = Enumerable.Repeat(periods, star.Departments.Count).SelectMany(names => names);
        return ByVisit(scoped, [.. names], visit => (star.VisitDepartment[visit] * periods.Length) + periodOf(visit));
    }

    /// <summary>Behind them a blank for what lies outside the calendar: the periods and the total would give it away.</summary>
    private static string[] Periods(PeriodColumns time) => [.. Names(time.FirstDays), ""];

    private static Func<int, int> PeriodOf(PeriodColumns time) => visit => time.OfVisit[visit] is >= 0 and var period ? period : time.FirstDays.Count;

    private static string[] Names(Utf8Column texts) => [.. Enumerable.Range(0, texts.Count).Select(place => texts[place])];

    private static PeopleBehind ByVisit(ScopedVisits scoped, string[] keys, Func<int, int> key)
    {
        const int Answers = 3;
        var star = scoped.Star;
        var visiting = Distinct(1, _ => 0);
        var answering = Distinct(2, visit => star.VisitFollowUp[visit] < 0 ? 0 : 1);
        var byAnswer = Distinct(Answers, visit => star.VisitFollowUp[visit] + 1);
        return new PeopleBehind(keys,
        [
            [.. keys.Select((_, place) => Fewer(visiting[place], answering[(2 * place) + 1]))],
            scoped.Distinct(Fact.Visits, keys.Length, scoped.CodesOfVisits(key), Dimensions.Patient, treated: true),
            [.. keys.Select((_, place) => Fewer(byAnswer[(Answers * place) + 1], byAnswer[(Answers * place) + 2]))],
        ]);

        long[] Distinct(int parts, Func<int, int> part) =>
            scoped.Distinct(Fact.Visits, keys.Length * parts, scoped.CodesOfVisits(visit => key(visit) is >= 0 and var group ? (group * parts) + part(visit) : -1), Dimensions.Patient);
    }

    private static PeopleBehind ByTreatment(ScopedVisits scoped, string[] keys, Dimension key) =>
        new(keys, [[], scoped.Distinct(Fact.Treatments, keys.Length, scoped.CodesOf(Fact.Treatments, key), Dimensions.Patient), []]);

    /// <summary>The smaller of two numbers of people, but for none.</summary>
    private static long Fewer(long a, long b) => a == 0 ? b : b == 0 ? a : Math.Min(a, b);
}
