namespace HealthDashboard.Gold.Columns;

/// <summary>What is added up for each of some groups.</summary>
/// <param name="Groups">The codes of those that are listed.</param>
/// <param name="Sums">Theirs, in the same order.</param>
public sealed record GroupSums(int[] Groups, Sums[] Sums)
{
    public int Count => Groups.Length;

    /// <summary>What those that pass add up to; all of them where null.</summary>
    public Sums Total(bool[]? passes = null)
    {
        var total = default(Sums);
        for (var i = 0; i < Sums.Length; i++)
        {
            if (passes is null || passes[i])
                total += Sums[i];
        }

        return total;
    }
}
