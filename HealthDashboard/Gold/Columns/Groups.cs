namespace HealthDashboard.Gold.Columns;

/// <summary>The groups of a view: a code for each combination of its keys' values, the first key's counting most.</summary>
public sealed class Groups
{
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
        return IsDense || scoped.IsEverything ? new([.. Enumerable.Range(0, Count)], scoped.Sum(Count, OfVisit)) : scoped.SumOfSome(Count, OfVisit);
    }

    /// <summary>The groups that have a row.</summary>
    public GroupSums Listed(ScopedVisits scoped, GroupSums sums)
    {
        if (!IsDense && !AreOfTreatments)
            return sums;
        var places = new List<int>();
        if (IsDense)
            AddDense(scoped, sums, places);
        else
            places.AddRange(Enumerable.Range(0, sums.Count).Where(place => sums.Sums[place].Treatments > 0));
        return new GroupSums(
            [.. places.Select(place => sums.Groups[place])], [.. places.Select(place => sums.Sums[place])]);
    }

    /// <summary>How many different values a dimension has in each group.</summary>
    public long[] Distinct(ScopedVisits scoped, Dimension of, bool treated) => AreOfTreatments
        ? scoped.DistinctOfTreatments(Count, OfTreatment, of.Values(Star).Count, of.Codes!(Star))
        : scoped.Distinct(Count, OfVisit, of.Values(Star).Count, of.Codes!(Star), treated);

    private bool IsDense => _keys.Any(key => key.IsDense);

    /// <summary>Of each listed value of the keys before it, every value of the dense one, which is the last.</summary>
    private void AddDense(ScopedVisits scoped, GroupSums sums, List<int> places)
    {
        var dense = _sizes[^1];
        var (first, last) = scoped.RangeOf(dense, _keys[^1].CodeOfVisit(Star));
        for (var before = 0; before < Count / Math.Max(1, dense); before++)
        {
            var own = sums.Sums.AsSpan(before * dense, dense);
            var listed = scoped.IsEverything || _keys.Length == 1;
            for (var i = 0; i < own.Length && !listed; i++)
                listed = own[i].Visits > 0;
            for (var code = first; listed && code <= last; code++)
                places.Add((before * dense) + code);
        }
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
