namespace HealthDashboard.Gold.Columns;

/// <summary>What groups of the treatments add up to, and how their costs are spread.</summary>
public sealed partial class ScopedVisits
{
    /// <summary>By a group of the treatments.</summary>
    public Sums[] SumTreatments(int groups, ReadOnlySpan<int> groupOf)
    {
        var sums = new Sums[groups];
        var treatments = _chosen.Treatments;
        for (var place = 0; place < groupOf.Length; place++)
        {
            if (groupOf[place] is not (>= 0 and var group))
                continue;
            ref var sum = ref sums[group];
            sum.Treatments++;
            sum.Cents += Star.TreatmentCents[treatments[place]];
        }

        return sums;
    }

    /// <param name="counted">How many treatments each group has.</param>
    public CostQuartiles Quartiles(int[] counted, ReadOnlySpan<int> groupOf)
    {
        using var scratch = new Scratch<int>(counted.Sum());
        var (all, filled, start) = (scratch.Array, new int[counted.Length], 0);
        for (var group = 0; group < counted.Length; start += counted[group++])
            filled[group] = start;
        var treatments = _chosen.Treatments;
        for (var place = 0; place < groupOf.Length; place++)
        {
            if (groupOf[place] is >= 0 and var group)
                all[filled[group]++] = Star.TreatmentCents[treatments[place]];
        }

        var costs = new ArraySegment<int>[counted.Length];
        for (var group = 0; group < costs.Length; group++)
            costs[group] = new ArraySegment<int>(all, filled[group] - counted[group], counted[group]);
        Parallel.ForEach(costs, each => RadixSort.Ascending(each));
        return new CostQuartiles(costs);
    }
}
