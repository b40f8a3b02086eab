using HealthDashboard.Access;
using HealthDashboard.Silver;
using HealthDashboard.Threads;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The visits of a scope and those of their treatments that it keeps; what groups of them add up to. A group is a code for each row of a
/// fact, in their order, and -1 where it is in none. Costs a pass over what is in scope each time it is asked; may be asked by several
/// threads. What it gives is in its memory, and must not be read once it is disposed of.
/// </summary>
public sealed partial class ScopedVisits : IDisposable
{
    /// <summary>Of so many groups the sums are 1.5 MB.</summary>
    private const int MostInCache = 1 << 16;

    /// <summary>So many visits ahead the sums of a patient are fetched: of a million visits that takes 9 ms instead of 22.</summary>
    private const int Ahead = 24;

    private readonly ChosenRows _chosen;
    private readonly Reach _reach;

    public ScopedVisits(StarColumns star, Scope scope)
    {
        scope.MustNotBeShared();
        (Star, IsEverything, _reach) = (star, scope.IsEverything, scope.Reach);
        _chosen = new ChosenRows(star, scope, Memory);
    }

    public StarColumns Star { get; }

    internal Arena Memory { get; } = new();

    /// <summary>Unfiltered, views list every department, doctor and patient known; otherwise those with a visit.</summary>
    public bool IsEverything { get; }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Visits => _chosen.Visits;

    public void Dispose() => Memory.Dispose();

    /// <summary>How many rows of a fact are in scope.</summary>
    internal int Count(Fact fact) => Rows(fact).Length;

    /// <summary>The code of each row of a fact.</summary>
    public int[] CodesOf(Fact fact, Dimension dimension)
    {
        var codes = new int[Count(fact)];
        CodesOf(fact, dimension, codes);
        return codes;
    }

    /// <inheritdoc cref="CodesOf(Fact, Dimension)"/>
    internal void CodesOf(Fact fact, Dimension dimension, Span<int> codes) => dimension.CodesOf(fact, Star, Rows(fact), codes);

    /// <summary>The code of each visit.</summary>
    public int[] CodesOfVisits(Func<int, int> code)
    {
        var codes = new int[Visits.Length];
        for (var place = 0; place < codes.Length; place++)
            codes[place] = code(Visits[place]);
        return codes;
    }

    /// <summary>By a group of the visits, of so many.</summary>
    public Sums[] Sum(int groups, ReadOnlySpan<int> groupOf)
    {
        var sums = new Sums[groups];
        Sum(groupOf, sums);
        return sums;
    }

    private void Sum(ReadOnlySpan<int> groupOf, Span<Sums> sums)
    {
        var visits = Visits;
        var far = sums.Length > MostInCache ? groupOf.Length - Ahead : 0;
        for (var place = 0; place < groupOf.Length; place++)
        {
            if (place < far && groupOf[place + Ahead] is >= 0 and var next)
                Prefetch.Soon(ref sums[next]);
            if (groupOf[place] is >= 0 and var group)
                Add(ref sums[group], visits[place], place);
        }
    }

    /// <summary>How many days of each week, month, quarter or year lie between the first visit in reach and the last; filters do not cut them.</summary>
    public long[] DaysOf(TimeGrain grain)
    {
        var (periods, (first, last)) = (Star.By(grain), Star.CalendarOf(_reach));
        return _reach.IsAll ? periods.Days : periods.DaysBetween(grain, first, last);
    }

    /// <summary>What the visits outside the calendar add up to: they are in no week, and in every total.</summary>
    public Sums OutsideCalendar() => Star.HasVisitsOutsideCalendar ? Sum(1, CodesOfVisits(visit => Star.VisitWeek[visit] < 0 ? 0 : -1))[0] : default;

    /// <summary>By the values of a dimension of visits: over everything all of them, else those that have a visit.</summary>
    public GroupSums SumBy(Dimension key)
    {
        var count = key.Values(Star).Count;
        if (IsEverything)
            return Star.SumOfAll(key, () => new GroupSums([.. Enumerable.Range(0, count)], Sum(count, CodesOf(Fact.Visits, key))));
        using var codes = new Scratch<int>(Count(Fact.Visits));
        CodesOf(Fact.Visits, key, codes.Span);
        return SumOfSome(count, codes.Span);
    }

    /// <summary>The same of groups of which few may have a visit: only those that have one, in no order.</summary>
    public GroupSums SumOfSome(int groups, ReadOnlySpan<int> groupOf)
    {
        if (groups <= groupOf.Length)
            return SumOfMost(groups, groupOf);
        var (listed, sums) = (Memory.Take<int>(groupOf.Length), Memory.Take<Sums>(groupOf.Length));
        using var scratch = new Scratch<int>(groups);
        var rows = scratch.Span;
        var visits = Visits;
        var count = 0;
        rows.Clear();
        for (var place = 0; place < groupOf.Length; place++)
        {
            if (groupOf[place] is not (>= 0 and var group))
                continue;
            ref var row = ref rows[group];
            if (row == 0)
            {
                (listed[count], sums[count]) = (group, default);
                row = ++count;
            }

            Add(ref sums[row - 1], visits[place], place);
        }

        return new GroupSums(listed, sums, count);
    }

    /// <summary>How many different values of a dimension, such as the patient, the rows of each group have.</summary>
    /// <param name="treated">Only visits with a treatment in scope.</param>
    public long[] Distinct(Fact fact, int groups, ReadOnlySpan<int> groupOf, Dimension of, bool treated = false)
    {
        using var members = new Scratch<int>(groupOf.Length);
        CodesOf(fact, of, members.Span);
        if (!treated || fact == Fact.Treatments || _chosen.Kept is not null)
            return DistinctCounts.Of(groups, groupOf, of.Values(Star).Count, members.Span);
        using var scratch = new Scratch<int>(groupOf.Length);
        var groupOfTreated = scratch.Span;
        _chosen.WithTreatment(groupOf, groupOfTreated);
        return DistinctCounts.Of(groups, groupOfTreated, of.Values(Star).Count, members.Span);
    }

    /// <summary>How many different values of a dimension, such as the patient, all visits have together.</summary>
    public long Distinct(Dimension of)
    {
        using var together = new Scratch<int>(Count(Fact.Visits));
        together.Span.Clear();
        return Distinct(Fact.Visits, 1, together.Span, of)[0];
    }

    /// <summary>Those that have a visit.</summary>
    private GroupSums SumOfMost(int groups, ReadOnlySpan<int> groupOf)
    {
        var (listed, sums, count) = (Memory.Take<int>(groups), Memory.Take<Sums>(groups), 0);
        var all = sums.AsSpan(0, groups);
        all.Clear();
        Sum(groupOf, all);
        for (var group = 0; group < all.Length; group++)
        {
            if (all[group].Visits > 0)
                (listed[count], all[count++]) = (group, all[group]);
        }

        return new GroupSums(listed, sums, count);
    }

    private ReadOnlySpan<int> Rows(Fact fact) => fact == Fact.Visits ? _chosen.Visits : _chosen.Treatments;

    private void Add(ref Sums sum, int visit, int place)
    {
        sum.Visits++;
        if (Star.VisitFollowUp[visit] is >= 0 and var recommended)
        {
            sum.Answers++;
            sum.FollowUps += recommended;
        }

        if (_chosen.Kept is { } kept)
        {
            sum.Treatments += kept[place].Count;
            sum.Cents += kept[place].Cents;
            return;
        }

        sum.Treatments += Star.VisitTreatments[visit + 1] - Star.VisitTreatments[visit];
        sum.Cents += Star.VisitCents[visit];
    }
}
