
namespace HealthDashboard.Gold.Columns;

/// <summary>
/// Which visits are in a scope, and which of their treatments it keeps. Filters on treatments keep those treatments and the visits that
/// have one of them; all others choose visits. Days ascend within a stretch.
/// </summary>
internal sealed class ChosenVisits
{
    private readonly StarColumns _star;
    private readonly List<(int Start, int End)> _stretches = [];
    private readonly FilterTest[] _ofTreatment;

    public ChosenVisits(StarColumns star, Scope scope)
    {
        _star = star;
        var tests = scope.Filters.All.Select(filter => (filter.Dimension, Test: FilterTest.Of(star, filter.Dimension, filter.Values))).ToList();
        _ofTreatment = [.. tests.Where(each => each.Dimension.IsOfTreatments).Select(each => each.Test)];
        if (tests.Exists(each => !each.Test.PassesAny))
            return;
        var departments = tests.Where(each => each.Dimension == Dimensions.Department).Select(each => each.Test.Passes).FirstOrDefault();
        var ofVisit = tests.Where(each => !each.Dimension.IsOfTreatments && each.Dimension != Dimensions.Department).ToList();
        var (from, to) = (scope.From?.DayNumber ?? 0, scope.To?.DayNumber ?? int.MaxValue - 1);
        for (var department = 0; department < star.Departments.Count; department++)
        {
            if (departments is not null && !departments[department])
                continue;
            var (start, end) = (Boundary(star.VisitDepartment, 0, star.Visits, department), Boundary(star.VisitDepartment, 0, star.Visits, department + 1));
            (start, end) = (Boundary(star.VisitDay, start, end, from), Boundary(star.VisitDay, start, end, to + 1));
            if (start < end)
                Add(start, end, ofVisit);
        }
    }

    public IReadOnlyList<(int Start, int End)> Stretches => _stretches;

    public bool KeepsAllTreatments => _ofTreatment.Length == 0;

    public bool Keeps(int treatment)
    {
        foreach (var test in _ofTreatment)
        {
            if (!test.Passes[test.Codes[treatment]])
                return false;
        }

        return true;
    }

    /// <summary>A chosen visit has one that is kept, where treatments are chosen.</summary>
    public bool HasTreatment(int visit) => !KeepsAllTreatments || _star.VisitTreatments[visit] < _star.VisitTreatments[visit + 1];

    private void Add(int start, int end, List<(Dimension Dimension, FilterTest Test)> tests)
    {
        if (tests.Count == 0 && KeepsAllTreatments)
        {
            _stretches.Add((start, end));
            return;
        }

        // One doctor has few visits: they are found many at a time.
        if (tests is [{ Dimension.Owner: Owner.Visit, Test: { Only: >= 0 and var only } single }] && KeepsAllTreatments)
        {
            while (start < end && single.Codes.AsSpan(start..end).IndexOf(only) is >= 0 and var next)
            {
                start += next + 1;
                _stretches.Add((start - 1, start));
            }

            return;
        }

        var passes = tests.ConvertAll(each => each.Test.OfVisit(_star, each.Dimension));
        for (var visit = start; visit < end; visit++)
        {
            if (!Passes(visit))
                continue;
            if (_stretches is [.., var (first, last)] && last == visit && visit > start)
                _stretches[^1] = (first, visit + 1);
            else
                _stretches.Add((visit, visit + 1));
        }

        bool Passes(int visit)
        {
            foreach (var test in passes)
            {
                if (!test(visit))
                    return false;
            }

            if (KeepsAllTreatments)
                return true;
            for (var treatment = _star.VisitTreatments[visit]; treatment < _star.VisitTreatments[visit + 1]; treatment++)
            {
                if (Keeps(treatment))
                    return true;
            }

            return false;
        }
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
