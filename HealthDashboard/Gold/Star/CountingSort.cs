namespace HealthDashboard.Gold.Star;

/// <summary>Sorts by small whole numbers, in time that grows with the items alone.</summary>
internal static class CountingSort
{
    /// <summary>The items in the order of their keys; those of one key stay in the order they came in.</summary>
    /// <param name="keyOf">The key of each item, from 0.</param>
    /// <param name="keys">One more than the largest.</param>
    public static int[] By(ReadOnlySpan<int> items, ReadOnlySpan<int> keyOf, int keys)
    {
        var next = Starts(items, keyOf, keys);
        var sorted = new int[items.Length];
        foreach (var item in items)
            sorted[next[keyOf[item]]++] = item;
        return sorted;
    }

    /// <summary>Where the items of each key begin once they are sorted; one more than there are keys.</summary>
    public static int[] Starts(ReadOnlySpan<int> items, ReadOnlySpan<int> keyOf, int keys)
    {
        var starts = new int[keys + 1];
        foreach (var item in items)
            starts[keyOf[item] + 1]++;
        for (var key = 0; key < keys; key++)
            starts[key + 1] += starts[key];
        return starts;
    }
}
