using HealthDashboard.Access;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The rows of a scope, of each fact. Filters on treatments keep those treatments and the visits that have one of them; all others choose
/// visits, with all their treatments.
/// </summary>
internal sealed class ChosenRows
{
    private readonly StarColumns _star;
    private readonly FilterTest[] _tests;
    private readonly List<(int Start, int End)> _stretches;
    private readonly Arena _memory;
    private readonly (int[] Rows, int Count) _visits;
    private readonly Lazy<(int[] Rows, int Count)> _treatments;

    public ChosenRows(StarColumns star, Scope scope, Arena memory)
    {
        (_star, _memory) = (star, memory);
        FilterTest[] tests = [.. scope.Filters.All.Select(filter => FilterTest.Of(star, filter.Dimension, filter.Values))];
        var departments = Within(scope.Reach, Array.Find(tests, test => test.Dimension == Dimensions.Department)?.Passes);
        _tests = Array.FindAll(tests, test => test.Dimension != Dimensions.Department);
        _stretches = Array.TrueForAll(tests, test => test.PassesAny) ? Stretches(departments, scope.From?.DayNumber ?? 0, scope.To?.DayNumber ?? int.MaxValue - 1) : [];
        _treatments = new(() => Find(Fact.Treatments));
        if (Array.Exists(tests, test => test.Dimension.IsOfTreatments))
            (_visits, Kept) = OfTreatments();
        else
            _visits = Find(Fact.Visits);
    }

    /// <summary>Ascending, which is by department and day.</summary>
    public ReadOnlySpan<int> Visits => Of(_visits);

    /// <summary>How many treatments of each visit are kept, and what they cost; null where all are, and the star says both.</summary>
    public (int Count, long Cents)[]? Kept { get; }

    /// <summary>Ascending, which is in the order of their visits.</summary>
    public ReadOnlySpan<int> Treatments => Of(_treatments.Value);

    private static ReadOnlySpan<int> Of((int[] Rows, int Count) rows) => rows.Rows.AsSpan(0, rows.Count);

    /// <summary>The groups of the visits, -1 where one has no treatment. Nobody can guess which these are, and a processor that guesses wrong waits: so no branch.</summary>
    public void WithTreatment(ReadOnlySpan<int> groupOf, Span<int> groupOfTreated)
    {
        var visits = Visits;
        for (var place = 0; place < groupOf.Length; place++)
        {
            var treatments = _star.VisitTreatments[visits[place] + 1] - _star.VisitTreatments[visits[place]];
            groupOfTreated[place] = groupOf[place] | ~(-treatments >> 31);
        }
    }

    /// <summary>Which departments pass and are in reach; all of them where null.</summary>
    private bool[]? Within(Reach reach, bool[]? passes) => reach.IsAll
        ? passes
        : [.. Enumerable.Range(0, _star.Departments.Count).Select(department => (passes is null || passes[department]) && reach.Covers(_star.Departments[department]))];

    /// <summary>The visits that have one of the treatments.</summary>
    private ((int[] Rows, int Count) Visits, (int Count, long Cents)[] Kept) OfTreatments()
    {
        var treatments = Treatments;
        var (visits, kept, count) = (_memory.Take<int>(treatments.Length), _memory.Take<(int Count, long Cents)>(treatments.Length), 0);
        foreach (var treatment in treatments)
        {
            var (visit, cents) = (_star.TreatmentVisit[treatment], _star.TreatmentCents[treatment]);
            if (count > 0 && visits[count - 1] == visit)
                kept[count - 1] = (kept[count - 1].Count + 1, kept[count - 1].Cents + cents);
            else
                (visits[count], kept[count++]) = (visit, (1, cents));
        }

        return ((visits, count), kept);
    }

    /// <summary>The rows of a fact whose values pass.</summary>
    private (int[] Rows, int Count) Find(Fact fact)
    {
        var chosen = new RowSet(_star.Count(fact));
        var one = Array.Find(_tests, test => test is { Dimension.Owner: Owner.Visit, Only: >= 0 } && !_star.ValueSets.Keeps(test.Dimension));
        foreach (var (start, end) in one is null ? _stretches : _stretches.SelectMany(stretch => VisitsOf(one, stretch)))
        {
            if (fact == Fact.Visits)
                chosen.AddRange(start, end);
            else
                chosen.AddRange(_star.VisitTreatments[start], _star.VisitTreatments[end]);
        }

        var kept = Array.FindAll(_tests, test => _star.ValueSets.Keeps(test.Dimension));
        foreach (var test in kept)
            chosen.IntersectWith(_star.ValueSets.Of(fact, test));
        var count = chosen.Count();
        var rows = _memory.Take<int>(count);
        chosen.CopyTo(rows);
        foreach (var test in _tests.Except([one, .. kept]))
        {
            var (codeOf, all) = (test!.Dimension.CodeOf(fact, _star), count);
            count = 0;
            foreach (var row in rows.AsSpan(0, all))
            {
                if (codeOf(row) is >= 0 and var code && test.Passes[code])
                    rows[count++] = row;
            }
        }

        return (rows, count);
    }

    /// <summary>One doctor has few visits: they are found many at a time.</summary>
    private static IEnumerable<(int Start, int End)> VisitsOf(FilterTest one, (int Start, int End) stretch)
    {
        var (start, end) = stretch;
        while (start < end && one.Codes.AsSpan(start..end).IndexOf(one.Only) is >= 0 and var next)
        {
            start += next + 1;
            yield return (start - 1, start);
        }
    }

    /// <summary>Visits stand by department and day, so that those of a department in a period are one behind the other.</summary>
    /// <param name="departments">Those that pass; all of them where null.</param>
    private List<(int Start, int End)> Stretches(bool[]? departments, int from, int to)
    {
        var stretches = new List<(int Start, int End)>();
        for (var department = 0; department < _star.Departments.Count; department++)
        {
            if (departments is not null && !departments[department])
                continue;
            var (start, end) = (Boundary(_star.VisitDepartment, 0, _star.Visits, department), Boundary(_star.VisitDepartment, 0, _star.Visits, department + 1));
            stretches.Add((Boundary(_star.VisitDay, start, end, from), Boundary(_star.VisitDay, start, end, to + 1)));
        }

        return stretches;
    }

    /// <summary>The first row from <paramref name="start"/> whose value is not below the one sought; values ascend.</summary>
    private static int Boundary(int[] values, int start, int end, int sought)
    {
        while (start < end)
        {
            var middle = start + ((end - start) / 2);
            if (values[middle] < sought)
                start = middle + 1;
            else
                end = middle;
        }

        return start;
    }
}
