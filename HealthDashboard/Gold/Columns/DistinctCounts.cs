namespace HealthDashboard.Gold.Columns;

/// <summary>Counts the different members of each group: bits where there is room for them, a set where groups and members are many.</summary>
internal sealed class DistinctCounts(int groups, int members)
{
    private const long MostBits = 1L << 31;

    private readonly ulong[]? _seen = (long)groups * members <= MostBits ? new ulong[(((long)groups * members) + 63) / 64] : null;
    private readonly HashSet<long> _rare = [];

    public long[] Counts { get; } = new long[groups];

    public void Add(int group, int member)
    {
        var place = ((long)group * members) + member;
        if (_seen is null)
        {
            Counts[group] += _rare.Add(place) ? 1 : 0;
            return;
        }

        ref var word = ref _seen[place / 64];
        var bit = 1UL << (int)(place % 64);
        Counts[group] += (word & bit) == 0 ? 1 : 0;
        word |= bit;
    }
}
