using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>A doctor's visits with an answer in one department and age group, beside everybody's.</summary>
public sealed record ExpectedStratum(string Department, string AgeGroup, long Answers, long FollowUps, long AnswersOfAll, long FollowUpsOfAll)
{
    public double RateOfAll => (double)FollowUpsOfAll / AnswersOfAll;

    public double Expected => Answers * RateOfAll;
}

/// <summary>
/// How many follow-ups a doctor recommended, and how many there would be had everybody's rates applied to the same mix of
/// departments and age groups (indirect standardisation). Everybody is all doctors in the department and period of the filter.
/// </summary>
/// <param name="Ratio">With 99.8 % limits; null where nothing is expected.</param>
[ImmutableObject(true)]
public sealed record ExpectedFollowUps(IReadOnlyList<ExpectedStratum> Strata, StandardisedRatio? Ratio)
{
    public long Answers => Strata.Sum(stratum => stratum.Answers);

    /// <param name="scope">Names a doctor.</param>
    public static ValueTask<ExpectedFollowUps> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, scope with { DoctorId = null }, $"expected follow-ups|{scope}", scoped =>
        {
            IReadOnlyList<ExpectedStratum> strata = scoped.Star.DoctorIds.Find(scope.DoctorId!) is >= 0 and var doctor
                ? Of(scoped, doctor)
                : [];
            return new ExpectedFollowUps(strata, StandardisedRatio.Of(
                [.. strata.Select(stratum => new Stratum(stratum.Answers, stratum.FollowUps, stratum.RateOfAll))], Confidence.Sure));
        });

    /// <summary>What is expected of some doctors, by their place in the order of ids.</summary>
    public static double[] ByDoctor(ScopedVisits everybody, IReadOnlyCollection<int> doctors)
    {
        var (star, all) = (everybody.Star, Everybody(everybody));
        var rates = Array.ConvertAll(all, sum => sum.Answers == 0 ? 0 : (double)sum.FollowUps / sum.Answers);
        var (expected, asked) = (new double[star.DoctorIds.Count], new bool[star.DoctorIds.Count]);
        foreach (var doctor in doctors)
            asked[doctor] = true;
        foreach (var visit in everybody.Visits)
        {
            if (asked[star.VisitDoctor[visit]] && star.VisitFollowUp[visit] >= 0)
                expected[star.VisitDoctor[visit]] += rates[StratumOf(star, visit)];
        }

        return expected;
    }

    private static List<ExpectedStratum> Of(ScopedVisits everybody, int doctor)
    {
        var (star, all) = (everybody.Star, Everybody(everybody));
        var own = new Sums[all.Length];
        foreach (var visit in everybody.Visits)
        {
            if (star.VisitDoctor[visit] != doctor || star.VisitFollowUp[visit] is not (>= 0 and var recommended))
                continue;
            own[StratumOf(star, visit)].Answers++;
            own[StratumOf(star, visit)].FollowUps += recommended;
        }

        return
        [
            .. from stratum in Enumerable.Range(0, own.Length)
               where own[stratum].Answers > 0
               let place = Math.DivRem(stratum, star.AgeGroups.Count)
               select new ExpectedStratum(
                   star.Departments[place.Quotient], star.AgeGroups[place.Remainder], own[stratum].Answers, own[stratum].FollowUps, all[stratum].Answers, all[stratum].FollowUps),
        ];
    }

    private static Sums[] Everybody(ScopedVisits scoped) =>
        scoped.Sum(scoped.Star.Departments.Count * scoped.Star.AgeGroups.Count, scoped.CodesOfVisits(visit => StratumOf(scoped.Star, visit)));

    private static int StratumOf(StarColumns star, int visit) =>
        (star.VisitDepartment[visit] * star.AgeGroups.Count) + star.PatientAgeGroup[star.VisitPatient[visit]];
}
