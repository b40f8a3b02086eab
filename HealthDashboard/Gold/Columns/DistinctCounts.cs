using System.Numerics;

namespace HealthDashboard.Gold.Columns;

/// <summary>Counts the different members of each group: bits where there is room for them, a set where groups and members are many.</summary>
internal static class DistinctCounts
{
    private const long MostWords = 1L << 25;

    /// <param name="groupOf">Of each row; those in none (-1) are left out.</param>
    /// <param name="memberOf">Of each row.</param>
    public static long[] Of(int groups, ReadOnlySpan<int> groupOf, int members, ReadOnlySpan<int> memberOf)
    {
        var counts = new long[groups];
        var words = (members + 63) / 64;
        if ((long)groups * words > MostWords)
        {
            CountRare(counts, groupOf, members, memberOf);
            return counts;
        }

        using var scratch = new Scratch<ulong>(groups * words);
        var seen = scratch.Span;
        seen.Clear();
        for (var row = 0; row < groupOf.Length; row++)
        {
            // All bits where the row is in a group, else none.
            var isIn = ~(groupOf[row] >> 31);
            seen[((groupOf[row] & isIn) * words) + (memberOf[row] >> 6)] |= (1UL << (memberOf[row] & 63)) & (ulong)isIn;
        }

        for (var group = 0; group < groups; group++)
        {
            foreach (var word in seen.Slice(group * words, words))
                counts[group] += BitOperations.PopCount(word);
        }

        return counts;
    }

    /// <summary>Which of so many codes there are.</summary>
    public static bool[] Among(int codes, ReadOnlySpan<int> codeOf)
    {
        var among = new bool[codes];
        foreach (var code in codeOf)
        {
            if (code >= 0)
                among[code] = true;
        }

        return among;
    }

    private static void CountRare(long[] counts, ReadOnlySpan<int> groupOf, int members, ReadOnlySpan<int> memberOf)
    {
        var seen = new HashSet<long>();
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (groupOf[row] is >= 0 and var group)
                counts[group] += seen.Add(((long)group * members) + memberOf[row]) ? 1 : 0;
        }
    }
}
