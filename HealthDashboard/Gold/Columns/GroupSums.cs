namespace HealthDashboard.Gold.Columns;

/// <summary>What is added up for each of some groups.</summary>
public sealed class GroupSums
{
    private readonly int[] _groups;
    private readonly Sums[] _sums;
    private readonly bool _isLent;

    /// <param name="groups">The codes of those that are listed.</param>
    /// <param name="sums">Theirs, in the same order.</param>
    public GroupSums(int[] groups, Sums[] sums)
        : this(groups, sums, groups.Length) => _isLent = false;

    /// <summary>In memory of an <see cref="Arena"/>, of which the first so many are taken.</summary>
    internal GroupSums(int[] groups, Sums[] sums, int count) => (_groups, _sums, Count, _isLent) = (groups, sums, count, true);

    public int Count { get; }

    /// <summary>The codes of the groups that are listed.</summary>
    public ReadOnlySpan<int> Groups => _groups.AsSpan(0, Count);

    /// <summary>Theirs, in the same order.</summary>
    public ReadOnlySpan<Sums> Sums => _sums.AsSpan(0, Count);

    /// <summary>The same in memory of its own.</summary>
    public GroupSums Kept() => _isLent ? new(_groups[..Count], _sums[..Count]) : this;

    /// <summary>What those that pass add up to; all of them where null.</summary>
    public Sums Total(bool[]? passes = null)
    {
        var total = default(Sums);
        var sums = Sums;
        for (var i = 0; i < sums.Length; i++)
        {
            if (passes is null || passes[i])
                total += sums[i];
        }

        return total;
    }
}
