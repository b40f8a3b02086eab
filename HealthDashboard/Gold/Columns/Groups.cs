namespace HealthDashboard.Gold.Columns;

/// <summary>The groups of a view: a code for each combination of its keys' values, the first key's counting most.</summary>
public sealed class Groups
{
    /// <summary>
    /// Where every combination would be more rows, those without a visit have none: a thousand departments times a century of weeks would be
    /// millions, whatever is in the files. The view's SQL says the same.
    /// </summary>
    public const int MostDense = 500_000;

    private readonly Dimension[] _keys;
    private readonly int[] _sizes;

    private Groups(StarColumns star, Dimension[] keys)
    {
        (Star, _keys) = (star, keys);
        _sizes = Array.ConvertAll(keys, key => key.Values(star).Count);
        Count = _sizes.Aggregate(1, (count, size) => checked(count * size));
    }

    public StarColumns Star { get; }

    /// <summary>How many there can be.</summary>
    public int Count { get; }

    /// <summary>What is divided.</summary>
    private Fact Fact => _keys.Any(key => key.IsOfTreatments) ? Fact.Treatments : Fact.Visits;

    public IReadOnlyList<Dimension> Keys => _keys;

    public static Groups Of(GoldView view, StarColumns star) => new(star, [.. view.Keys.Select(key => key.Dimension!)]);

    /// <summary>The code of a key within a group.</summary>
    public int CodeOf(int group, Dimension key)
    {
        for (var i = _keys.Length - 1; ; group /= _sizes[i--])
        {
            if (_keys[i] == key)
                return group % _sizes[i];
        }
    }

    /// <summary>What the groups add up to: of views over everything all groups, else those that have anything.</summary>
    public GroupSums Sum(ScopedVisits scoped)
    {
        if (_keys is [{ IsDense: false, IsOfTreatments: false } only])
            return scoped.SumBy(only);
        using var codes = Codes(scoped, Fact, _keys);
        if (Fact == Fact.Treatments)
            return new GroupSums([.. Enumerable.Range(0, Count)], scoped.SumTreatments(Count, codes.Span));
        return Count <= MostDense && (IsDense || scoped.IsEverything)
            ? new([.. Enumerable.Range(0, Count)], scoped.Sum(Count, codes.Span))
            : scoped.SumOfSome(Count, codes.Span);
    }

    /// <summary>The groups that have a row.</summary>
    public GroupSums Listed(ScopedVisits scoped, GroupSums sums)
    {
        if (!IsDense && Fact == Fact.Visits)
            return sums;
        if (IsDense)
            return Dense(scoped, sums);
        int[] places = [.. Enumerable.Range(0, sums.Count).Where(place => sums.Sums[place].Treatments > 0)];
        return new GroupSums(Array.ConvertAll(places, place => sums.Groups[place]), Array.ConvertAll(places, place => sums.Sums[place]));
    }

    /// <summary>How many different values a dimension has in each group.</summary>
    public long[] Distinct(ScopedVisits scoped, Dimension of, bool treated)
    {
        using var codes = Codes(scoped, Fact, _keys);
        return scoped.Distinct(Fact, Count, codes.Span, of, treated);
    }

    /// <param name="counted">How many treatments each group has.</param>
    public CostQuartiles Quartiles(ScopedVisits scoped, int[] counted)
    {
        using var codes = Codes(scoped, Fact.Treatments, _keys);
        return scoped.Quartiles(counted, codes.Span);
    }

    private bool IsDense => _keys.Any(key => key.IsDense);

    /// <summary>Of each listed value of the keys before it, every value of the dense one, which is the last.</summary>
    private GroupSums Dense(ScopedVisits scoped, GroupSums sums)
    {
        var dense = Math.Max(1, _sizes[^1]);
        var (first, last) = Range(scoped, sums);
        var before = Enumerable.Range(0, Count / dense).Where(Listed(scoped, Count / dense)).ToList();
        var isDense = before.Count * Math.Max(0L, last - first + 1) <= MostDense;
        var known = Enumerable.Range(0, sums.Count).Where(place => sums.Sums[place].Visits > 0).ToDictionary(place => sums.Groups[place], place => sums.Sums[place]);
        int[] groups = isDense
            ? [.. before.SelectMany(own => Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(code => (own * dense) + code))]
            : [.. known.Keys.Order()];
        return new GroupSums(groups, Array.ConvertAll(groups, group => known.GetValueOrDefault(group)));
    }

    /// <summary>Which values of the keys before the dense one have a row: over everything all, else those with a visit, in whatever week or in none.</summary>
    private Func<int, bool> Listed(ScopedVisits scoped, int count)
    {
        if (scoped.IsEverything || _keys.Length == 1)
            return _ => true;
        using var codes = Codes(scoped, Fact.Visits, _keys[..^1]);
        var listed = DistinctCounts.Among(count, codes.Span);
        return own => listed[own];
    }

    /// <summary>The first and the last code of the dense key that has a visit, or of all the data; the last before the first when there is none.</summary>
    private (int First, int Last) Range(ScopedVisits scoped, GroupSums sums)
    {
        if (scoped.IsEverything)
            return (0, _sizes[^1] - 1);
        var (first, last) = (int.MaxValue, -1);
        for (var place = 0; place < sums.Count; place++)
        {
            if (sums.Sums[place].Visits > 0 && sums.Groups[place] % _sizes[^1] is var code)
                (first, last) = (Math.Min(first, code), Math.Max(last, code));
        }

        return (first, last);
    }

    /// <summary>The group of each row of a fact by some keys, -1 where it is in none.</summary>
    private Scratch<int> Codes(ScopedVisits scoped, Fact fact, Dimension[] keys)
    {
        var codes = new Scratch<int>(scoped.Count(fact));
        var groups = codes.Span;
        scoped.CodesOf(fact, keys[0], groups);
        foreach (var (key, size) in keys.Zip(_sizes).Skip(1))
        {
            using var own = new Scratch<int>(groups.Length);
            var next = own.Span;
            scoped.CodesOf(fact, key, next);
            for (var place = 0; place < groups.Length; place++)
                groups[place] = (groups[place] | next[place]) < 0 ? -1 : (groups[place] * size) + next[place];
        }

        return codes;
    }
}
