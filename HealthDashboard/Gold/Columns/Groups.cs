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

    /// <summary>Whether treatments, and not visits, are divided.</summary>
    private bool AreOfTreatments => _keys.Any(key => key.IsOfTreatments);

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

    /// <summary>-1 where the visit has none.</summary>
    public Func<int, int> OfVisit => field ??= Combined([.. _keys.Select(key => key.CodeOfVisit(Star))]);

    /// <inheritdoc cref="OfVisit"/>
    public Func<int, int, int> OfTreatment
    {
        get
        {
            if (!AreOfTreatments)
                return (visit, _) => OfVisit(visit);
            if (_keys is [var only])
            {
                var codes = only.Codes!(Star);
                return (_, treatment) => codes[treatment];
            }

            var parts = _keys.Select(CodeOfTreatment).ToArray();
            return (visit, treatment) =>
            {
                var group = 0;
                for (var i = 0; i < parts.Length; i++)
                {
                    if (parts[i](visit, treatment) is not (>= 0 and var code))
                        return -1;
                    group = (group * _sizes[i]) + code;
                }

                return group;
            };
        }
    }

    /// <summary>What the groups add up to: of views over everything all groups, else those that have anything.</summary>
    public GroupSums Sum(ScopedVisits scoped)
    {
        if (AreOfTreatments)
            return new GroupSums([.. Enumerable.Range(0, Count)], scoped.SumTreatments(Count, OfTreatment));
        if (_keys is [{ IsDense: false } only])
            return scoped.SumBy(only);
        return Count <= MostDense && (IsDense || scoped.IsEverything) ? new([.. Enumerable.Range(0, Count)], scoped.Sum(Count, OfVisit)) : scoped.SumOfSome(Count, OfVisit);
    }

    /// <summary>The groups that have a row.</summary>
    public GroupSums Listed(ScopedVisits scoped, GroupSums sums)
    {
        if (!IsDense && !AreOfTreatments)
            return sums;
        if (IsDense)
            return Dense(scoped, sums);
        int[] places = [.. Enumerable.Range(0, sums.Count).Where(place => sums.Sums[place].Treatments > 0)];
        return new GroupSums(
            [.. places.Select(place => sums.Groups[place])], [.. places.Select(place => sums.Sums[place])]);
    }

    /// <summary>How many different values a dimension has in each group.</summary>
    public long[] Distinct(ScopedVisits scoped, Dimension of, bool treated) => AreOfTreatments
        ? scoped.DistinctOfTreatments(Count, OfTreatment, of.Values(Star).Count, of.Codes!(Star))
        : scoped.Distinct(Count, OfVisit, of.Values(Star).Count, of.Codes!(Star), treated);

    private bool IsDense => _keys.Any(key => key.IsDense);

    /// <summary>Of each listed value of the keys before it, every value of the dense one, which is the last.</summary>
    private GroupSums Dense(ScopedVisits scoped, GroupSums sums)
    {
        var dense = Math.Max(1, _sizes[^1]);
        var (first, last) = scoped.RangeOf(_sizes[^1], _keys[^1].CodeOfVisit(Star));
        var before = Enumerable.Range(0, Count / dense).Where(Listed(scoped, Count / dense)).ToList();
        var isDense = before.Count * Math.Max(0L, last - first + 1) <= MostDense;
        var known = sums.Groups.Zip(sums.Sums).Where(each => each.Second.Visits > 0).ToDictionary(each => each.First, each => each.Second);
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
        var before = Combined([.. _keys[..^1].Select(key => key.CodeOfVisit(Star))]);
        var listed = new bool[count];
        foreach (var visit in scoped.Visits())
            listed[before(visit)] = true;
        return own => listed[own];
    }

    private Func<int, int, int> CodeOfTreatment(Dimension key)
    {
        if (key.IsOfTreatments)
        {
            var codes = key.Codes!(Star);
            return (_, treatment) => codes[treatment];
        }

        var ofVisit = key.CodeOfVisit(Star);
        return (visit, _) => ofVisit(visit);
    }

    private Func<int, int> Combined(Func<int, int>[] parts) => parts is [var only] ? only : visit =>
    {
        var group = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i](visit) is not (>= 0 and var code))
                return -1;
            group = (group * _sizes[i]) + code;
        }

        return group;
    };
}
