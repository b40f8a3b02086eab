using System.Collections.Concurrent;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Which visits, and which treatments, have each value of a dimension, kept once somebody has asked: filters then meet as bits, and a pair
/// of them costs no more than one. A treatment has what its visit has.
/// </summary>
internal sealed class ValueSets(StarColumns star)
{
    /// <summary>Of a million visits so many sets take 8 MB. Of a dimension with more values, as doctors, each has few rows, and these are looked for.</summary>
    private const int MostValues = 64;

    private readonly ConcurrentDictionary<(Dimension, Fact), Lazy<RowSet[]>> _known = new();

    public bool Keeps(Dimension dimension) => dimension.Values(star).Count <= MostValues;

    /// <summary>The visits or the treatments with a value that passes.</summary>
    public RowSet Of(Fact fact, FilterTest test)
    {
        var all = _known.GetOrAdd((test.Dimension, fact), asked => new Lazy<RowSet[]>(() => Made(asked.Item1, asked.Item2))).Value;
        if (test.Only >= 0)
            return all[test.Only];
        var any = new RowSet(star.Count(fact));
        foreach (var (value, passes) in test.Passes.Index())
        {
            if (passes)
                any.UnionWith(all[value]);
        }

        return any;
    }

    private RowSet[] Made(Dimension dimension, Fact fact)
    {
        var sets = new RowSet[dimension.Values(star).Count];
        for (var value = 0; value < sets.Length; value++)
            sets[value] = new RowSet(star.Count(fact));
        var codeOf = dimension.CodeOf(fact, star);
        for (var row = 0; row < star.Count(fact); row++)
        {
            if (codeOf(row) is >= 0 and var code)
                sets[code].Add(row);
        }

        return sets;
    }
}
