namespace HealthDashboard.Gold.Columns;

/// <summary>The groups with the largest sums, and those that tie with the last of them; none of nothing.</summary>
internal static class TopN
{
    /// <param name="by">Adds up.</param>
    public static GroupSums Of(GroupSums all, Measure by, int places)
    {
        var of = ((Aggregation.Adds)by.Aggregation).Of;
        var largest = new PriorityQueue<long, long>();
        foreach (var sum in all.Sums)
        {
            var number = of(sum);
            if (largest.Count < places)
                largest.Enqueue(number, number);
            else if (number > largest.Peek())
                largest.EnqueueDequeue(number, number);
        }

        var least = Math.Max(1, largest.Count == 0 ? 0 : largest.Peek());
        var (groups, sums) = (new List<int>(), new List<Sums>());
        for (var i = 0; i < all.Count; i++)
        {
            if (of(all.Sums[i]) < least)
                continue;
            groups.Add(all.Groups[i]);
            sums.Add(all.Sums[i]);
        }

        return new GroupSums([.. groups], [.. sums]);
    }
}
