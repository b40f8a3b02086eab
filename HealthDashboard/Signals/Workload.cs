using HealthDashboard.Gold;
using HealthDashboard.Statistics;

namespace HealthDashboard.Signals;

/// <summary>What a doctor's visits say beside those of the department's other doctors. Neither good nor bad.</summary>
public enum LoadVerdict
{
    /// <summary>The department's median is below <see cref="LoadBand.FewestVisits"/>.</summary>
    TooFewToJudge,

    /// <summary>Chance alone can make the difference.</summary>
    Usual,

    Low,
    High,
}

/// <summary>
/// The numbers of visits of which nothing is to be said beside a department's median: those whose 99.8 % limits as a Poisson count (Byar's, exact below ten) hold it.
/// </summary>
/// <param name="Median">Of the visits of the department's doctors, those without a visit among them.</param>
public sealed record LoadBand(decimal Median, long Low, long High)
{
    /// <summary>Below, one visit more or less is a fifth of the load.</summary>
    public const int FewestVisits = 5;

    public bool IsTooFew => Median < FewestVisits;

    public LoadVerdict Judge(long visits) => IsTooFew ? LoadVerdict.TooFewToJudge : visits < Low ? LoadVerdict.Low : visits > High ? LoadVerdict.High : LoadVerdict.Usual;

    /// <param name="visits">Of each doctor, in any order; at least one.</param>
    public static LoadBand Of(IEnumerable<long> visits)
    {
        List<long> ordered = [.. visits.Order()];
        var median = (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2m;
        if (median < FewestVisits)
            return new LoadBand(median, 0, 0);
        // The limits grow with the count: halving finds where they begin and where they cease to hold the median.
        return new LoadBand(median, First(count => Limits(count).High >= 1), First(count => Limits(count).Low > 1) - 1);

        Interval Limits(long count) => StandardisedRatio.Of(count, (double)median, Confidence.Sure)!.Limits;

        long First(Func<long, bool> holds)
        {
            var (no, yes) = (-1L, (4 * (long)median) + 20);
            while (yes - no > 1)
            {
                var middle = (no + yes) / 2;
                (no, yes) = holds(middle) ? (no, middle) : (middle, yes);
            }

            return yes;
        }
    }
}

/// <summary>A doctor's load.</summary>
/// <param name="Department">The doctor's own.</param>
/// <param name="FollowUps">How often the doctor recommended one, of the visits that say.</param>
public sealed record Workload(string DoctorId, string Name, string Department, LoadBand Band, Sums Sums, FunnelVerdict FollowUps)
{
    public long Visits => Sums.Visits;

    /// <summary>Of the median; null where that is none.</summary>
    public decimal? Ratio => Band.Median == 0 ? null : Visits / Band.Median;

    public LoadVerdict Verdict => Band.Judge(Visits);

    public decimal? FollowUpRate => Sums.Answers == 0 ? null : (decimal)Sums.FollowUps / Sums.Answers;
}

/// <summary>The loads of a department's doctors.</summary>
/// <param name="Visits">How many doctors have each number of visits, ascending.</param>
public sealed record DepartmentLoad(string Department, LoadBand Band, IReadOnlyList<(long Visits, int Doctors)> Visits)
{
    public int Doctors => Visits.Sum(each => each.Doctors);

    public int With(LoadVerdict verdict) => Visits.Where(each => Band.Judge(each.Visits) == verdict).Sum(each => each.Doctors);
}
