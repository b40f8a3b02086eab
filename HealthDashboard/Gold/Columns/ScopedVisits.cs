
namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The visits of a scope, as stretches of <see cref="StarColumns"/>, and those of their treatments that it keeps; what groups of them add
/// up to. Costs a pass over what is in scope each time it is asked; may be asked by several threads.
/// </summary>
public sealed class ScopedVisits
{
    private readonly ChosenVisits _chosen;

    public ScopedVisits(StarColumns star, Scope scope)
    {
        scope.MustNotBeShared();
        (Star, IsEverything) = (star, scope.IsEverything);
        _chosen = new ChosenVisits(star, scope);
    }

    public StarColumns Star { get; }

    /// <summary>Unfiltered, views list every department, doctor and patient known; otherwise those with a visit.</summary>
    public bool IsEverything { get; }

    public int Count => _chosen.Stretches.Sum(stretch => stretch.End - stretch.Start);

    public IEnumerable<int> Visits()
    {
        foreach (var (start, end) in _chosen.Stretches)
        {
            for (var visit = start; visit < end; visit++)
                yield return visit;
        }
    }

    /// <summary>By a group of the visit, of so many; those of no group (-1) are left out.</summary>
    public Sums[] Sum(int groups, Func<int, int> groupOf)
    {
        var sums = new Sums[groups];
        foreach (var (start, end) in _chosen.Stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                if (groupOf(visit) is >= 0 and var group)
                    Add(ref sums[group], visit);
            }
        }

        return sums;
    }

    /// <summary>What the visits outside the calendar add up to: they are in no week, and in every total.</summary>
    public Sums OutsideCalendar() => Star.HasVisitsOutsideCalendar ? Sum(1, visit => Star.VisitWeek[visit] < 0 ? 0 : -1)[0] : default;

    /// <summary>By the values of a dimension of visits: over everything all of them, else those that have a visit.</summary>
    public GroupSums SumBy(Dimension key)
    {
        var count = key.Values(Star).Count;
        return IsEverything
            ? Star.SumOfAll(key, () => new GroupSums([.. Enumerable.Range(0, count)], Sum(count, key.CodeOfVisit(Star))))
            : SumOfSome(count, key.CodeOfVisit(Star));
    }

    /// <summary>The same of groups of which few may have a visit: only those that have one, in no order.</summary>
    public GroupSums SumOfSome(int groups, Func<int, int> groupOf)
    {
        var most = Math.Min(groups, Count);
        var (listed, sums) = (new int[most], new Sums[most]);
        var (rows, count) = (new int[groups], 0);
        foreach (var (start, end) in _chosen.Stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                if (groupOf(visit) is not (>= 0 and var group))
                    continue;
                ref var row = ref rows[group];
                if (row == 0)
                {
                    listed[count] = group;
                    row = ++count;
                }

                Add(ref sums[row - 1], visit);
            }
        }

        Array.Resize(ref listed, count);
        Array.Resize(ref sums, count);
        return new GroupSums(listed, sums);
    }

    /// <summary>Of the treatments, by a group of visit and treatment.</summary>
    public Sums[] SumTreatments(int groups, Func<int, int, int> groupOf)
    {
        var sums = new Sums[groups];
        ForEachTreatment((visit, treatment) =>
        {
            if (groupOf(visit, treatment) is not (>= 0 and var group))
                return;
            ref var sum = ref sums[group];
            sum.Treatments++;
            sum.Cents += Star.TreatmentCents[treatment];
        });
        return sums;
    }

    /// <summary>The costs of the treatments in cents, ascending, by group.</summary>
    /// <param name="counted">How many treatments each group has.</param>
    public int[][] Costs(IReadOnlyList<int> counted, Func<int, int, int> groupOf)
    {
        var costs = counted.Select(count => new int[count]).ToArray();
        var filled = new int[costs.Length];
        ForEachTreatment((visit, treatment) =>
        {
            if (groupOf(visit, treatment) is >= 0 and var group)
                costs[group][filled[group]++] = Star.TreatmentCents[treatment];
        });
        Parallel.ForEach(costs, Array.Sort);
        return costs;
    }

    /// <summary>How many different values of a member, such as the patient, the visits of each group have.</summary>
    /// <param name="treated">Only visits with a treatment in scope.</param>
    public long[] Distinct(int groups, Func<int, int> groupOf, int members, int[] member, bool treated = false)
    {
        var distinct = new DistinctCounts(groups, members);
        foreach (var (start, end) in _chosen.Stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                if (groupOf(visit) is >= 0 and var group && (!treated || _chosen.HasTreatment(visit)))
                    distinct.Add(group, member[visit]);
            }
        }

        return distinct.Counts;
    }

    /// <summary>The same of groups of treatments.</summary>
    public long[] DistinctOfTreatments(int groups, Func<int, int, int> groupOf, int members, int[] member)
    {
        var distinct = new DistinctCounts(groups, members);
        ForEachTreatment((visit, treatment) =>
        {
            if (groupOf(visit, treatment) is >= 0 and var group)
                distinct.Add(group, member[visit]);
        });
        return distinct.Counts;
    }

    /// <summary>Which codes have a visit.</summary>
    public bool[] Among(int codes, int[] codeOfVisit)
    {
        var among = new bool[codes];
        foreach (var (start, end) in _chosen.Stretches)
        {
            foreach (var code in codeOfVisit.AsSpan(start..end))
                among[code] = true;
        }

        return among;
    }

    /// <summary>The first and the last code of a dimension of time that has a visit, or of all the data; the last before the first when there is none.</summary>
    public (int First, int Last) RangeOf(int codes, Func<int, int> codeOf)
    {
        if (IsEverything)
            return (0, codes - 1);
        var (first, last) = (int.MaxValue, -1);
        foreach (var (start, end) in _chosen.Stretches)
        {
            // Within a stretch the days ascend; those outside the calendar have no code.
            var (low, high) = (start, end - 1);
            while (low < end && codeOf(low) < 0)
                low++;
            while (high >= low && codeOf(high) < 0)
                high--;
            if (low <= high)
                (first, last) = (Math.Min(first, codeOf(low)), Math.Max(last, codeOf(high)));
        }

        return (first, last);
    }

    private void ForEachTreatment(Action<int, int> action)
    {
        foreach (var (start, end) in _chosen.Stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                for (var treatment = Star.VisitTreatments[visit]; treatment < Star.VisitTreatments[visit + 1]; treatment++)
                {
                    if (_chosen.Keeps(treatment))
                        action(visit, treatment);
                }
            }
        }
    }

    private void Add(ref Sums sum, int visit)
    {
        sum.Visits++;
        if (Star.VisitFollowUp[visit] is >= 0 and var recommended)
        {
            sum.Answers++;
            sum.FollowUps += recommended;
        }

        if (_chosen.KeepsAllTreatments)
        {
            sum.Treatments += Star.VisitTreatments[visit + 1] - Star.VisitTreatments[visit];
            sum.Cents += Star.VisitCents[visit];
            return;
        }

        for (var treatment = Star.VisitTreatments[visit]; treatment < Star.VisitTreatments[visit + 1]; treatment++)
        {
            if (!_chosen.Keeps(treatment))
                continue;
            sum.Treatments++;
            sum.Cents += Star.TreatmentCents[treatment];
        }
    }
}
