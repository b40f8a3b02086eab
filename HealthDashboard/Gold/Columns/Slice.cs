using HealthDashboard.Query;

namespace HealthDashboard.Gold.Columns;

/// <summary>The visits of a scope, as stretches of <see cref="StarColumns"/>, and what they add up to.</summary>
public sealed class Slice
{
    private const long MostBits = 1L << 31;

    private readonly List<(int Start, int End)> _stretches = [];
    private readonly int _firstMonday;

    public Slice(StarColumns star, Scope scope)
    {
        scope.MustNotBeShared();
        (Star, IsEverything, _firstMonday) = (star, scope.IsEverything, star.FirstMonday);
        var (from, to) = (scope.From?.DayNumber ?? 0, scope.To?.DayNumber ?? int.MaxValue - 1);
        var doctor = scope.DoctorId is null ? -1 : star.DoctorIds.Find(scope.DoctorId);
        if (scope.DoctorId is not null && doctor < 0)
            return;
        for (var department = 0; department < star.Departments.Count; department++)
        {
            if (scope.Department is { } only && only != star.Departments[department])
                continue;
            var (start, end) = (Boundary(star.VisitDepartment, 0, star.Visits, department), Boundary(star.VisitDepartment, 0, star.Visits, department + 1));
            (start, end) = (Boundary(star.VisitDay, start, end, from), Boundary(star.VisitDay, start, end, to + 1));
            if (doctor >= 0)
                AddVisitsOf(doctor, start, end);
            else if (start < end)
                _stretches.Add((start, end));
        }
    }

    public StarColumns Star { get; }

    /// <summary>Unfiltered, views list every department, doctor and patient known; otherwise those with a visit.</summary>
    public bool IsEverything { get; }

    /// <summary>The week of a visit, counted from the first of the data.</summary>
    public int WeekOf(int visit) => (Star.VisitDay[visit] - _firstMonday) / 7;

    public IEnumerable<int> Visits()
    {
        foreach (var (start, end) in _stretches)
        {
            for (var visit = start; visit < end; visit++)
                yield return visit;
        }
    }

    /// <summary>By the key of the visit.</summary>
    public Sums[] Sum(int keys, Func<int, int> key)
    {
        var sums = new Sums[keys];
        foreach (var (start, end) in _stretches)
        {
            for (var visit = start; visit < end; visit++)
                Add(ref sums[key(visit)], visit);
        }

        return sums;
    }

    /// <summary>By person, of those who are listed.</summary>
    public PeopleSums Sum(People people)
    {
        if (IsEverything)
            return people.Everything;
        var most = Math.Min(people.Count, _stretches.Sum(stretch => stretch.End - stretch.Start));
        var (listed, sums, places, count) = (new int[most], new Sums[most], new int[people.Count], 0);
        foreach (var (start, end) in _stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                ref var place = ref places[people.OfVisit[visit]];
                if (place == 0)
                {
                    listed[count] = people.OfVisit[visit];
                    place = ++count;
                }

                Add(ref sums[place - 1], visit);
            }
        }

        return new PeopleSums(listed.AsMemory(0, count), sums.AsMemory(0, count));
    }

    /// <summary>Whether each person has a visit.</summary>
    public bool[] Among(People people)
    {
        var among = new bool[people.Count];
        foreach (var (start, end) in _stretches)
        {
            foreach (var person in people.OfVisit.AsSpan(start..end))
                among[person] = true;
        }

        return among;
    }

    /// <summary>Of the treatments, by their key.</summary>
    public Sums[] SumTreatments(int keys, int[] key)
    {
        var sums = new Sums[keys];
        foreach (var (start, end) in _stretches)
        {
            for (var treatment = Star.VisitTreatments[start]; treatment < Star.VisitTreatments[end]; treatment++)
            {
                ref var sum = ref sums[key[treatment]];
                sum.Treatments++;
                sum.Cents += Star.TreatmentCents[treatment];
            }
        }

        return sums;
    }

    /// <summary>The costs of the treatments in cents, ascending, by their key.</summary>
    public int[][] Costs(Sums[] counted, int[] key)
    {
        var costs = Array.ConvertAll(counted, sum => new int[sum.Treatments]);
        var filled = new int[counted.Length];
        foreach (var (start, end) in _stretches)
        {
            for (var treatment = Star.VisitTreatments[start]; treatment < Star.VisitTreatments[end]; treatment++)
                costs[key[treatment]][filled[key[treatment]]++] = Star.TreatmentCents[treatment];
        }

        Parallel.ForEach(costs, Array.Sort);
        return costs;
    }

    /// <summary>How many different members, such as patients, each key has.</summary>
    /// <param name="treated">Count only visits with a treatment.</param>
    public long[] Distinct(int keys, Func<int, int> key, int members, int[] member, bool treated = false)
    {
        var counts = new long[keys];
        var seen = (long)keys * members <= MostBits ? new ulong[(((long)keys * members) + 63) / 64] : null;
        var rare = seen is null ? new HashSet<long>() : null;
        foreach (var (start, end) in _stretches)
        {
            for (var visit = start; visit < end; visit++)
            {
                if (treated && Star.VisitTreatments[visit] == Star.VisitTreatments[visit + 1])
                    continue;
                var of = key(visit);
                var place = ((long)of * members) + member[visit];
                if (seen is null)
                {
                    counts[of] += rare!.Add(place) ? 1 : 0;
                    continue;
                }

                ref var word = ref seen[place / 64];
                var bit = 1UL << (int)(place % 64);
                counts[of] += (word & bit) == 0 ? 1 : 0;
                word |= bit;
            }
        }

        return counts;
    }

    /// <summary>The first and the last week with a visit, or of all the data; the last before the first when there is none.</summary>
    public (int First, int Last) WeekRange()
    {
        if (IsEverything)
            return (0, Star.Weeks.Count - 1);
        var (first, last) = (int.MaxValue, -1);
        foreach (var (start, end) in _stretches)
            (first, last) = (Math.Min(first, WeekOf(start)), Math.Max(last, WeekOf(end - 1)));
        return (first, last);
    }

    /// <summary>The keys that have a row, in the order of their codes.</summary>
    public IEnumerable<int> Listed(Sums[] sums)
    {
        for (var key = 0; key < sums.Length; key++)
        {
            if (IsEverything || sums[key].Visits > 0)
                yield return key;
        }
    }

    private void Add(ref Sums sum, int visit)
    {
        sum.Visits++;
        sum.Treatments += Star.VisitTreatments[visit + 1] - Star.VisitTreatments[visit];
        sum.Cents += Star.VisitCents[visit];
        if (Star.VisitFollowUp[visit] is >= 0 and var recommended)
        {
            sum.Answers++;
            sum.FollowUps += recommended;
        }
    }

    private void AddVisitsOf(int doctor, int start, int end)
    {
        var doctors = Star.VisitDoctor.AsSpan();
        while (start < end && doctors[start..end].IndexOf(doctor) is >= 0 and var next)
        {
            start += next + 1;
            _stretches.Add((start - 1, start));
        }
    }

    /// <summary>The first place from <paramref name="start"/> whose value is not below the one sought; values ascend.</summary>
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
