using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Sharing;

/// <summary>How many different people each key of a slice rests on, for each <see cref="Basis"/>.</summary>
/// <param name="Keys">As the views write them, in the order of the counts.</param>
/// <param name="Counts">By basis and key; none where the key is one of treatments and the basis is not.</param>
public sealed record PeopleBehind(IReadOnlyList<string> Keys, long[][] Counts)
{
    /// <summary>Of all that is in the slice together.</summary>
    public static PeopleBehind All(Slice slice) => ByVisit(slice, [""], _ => 0);

    /// <param name="key">What rows have in common, as a view's key names it: <c>visit.department</c>.</param>
    public static PeopleBehind By(string key, Slice slice)
    {
        var star = slice.Star;
        return key switch
        {
            "visit.department" => ByVisit(slice, Names(star.Departments), visit => star.VisitDepartment[visit]),
            "visit.doctor_id" => ByVisit(slice, Names(star.DoctorIds), visit => star.VisitDoctor[visit]),
            "visit.week" => ByVisit(slice, [.. star.Weeks.Select(week => week.Week)], slice.WeekOf),
            "patient.country" => ByVisit(slice, Names(star.Countries), visit => star.PatientCountry[star.VisitPatient[visit]]),
            "patient.age_group" => ByVisit(slice, Names(star.AgeGroups), visit => star.PatientAgeGroup[star.VisitPatient[visit]]),
            "treatment.treatment_type" => ByTreatment(slice, Names(star.TreatmentTypes), star.TreatmentType),
            "treatment.insurance_provider" => ByTreatment(slice, Names(star.Insurers), star.TreatmentInsurer),
            _ => throw WithheldException.Uncounted,
        };
    }

    /// <summary>The weeks of the first department, then those of the next; the keys are those of the weeks, over and over.</summary>
    public static PeopleBehind ByDepartmentAndWeek(Slice slice)
    {
        var (star, weeks) = (slice.Star, slice.Star.Weeks.Count);
        var names = Enumerable.Range(0, star.Departments.Count * weeks).Select(place => star.Weeks[place % weeks].Week);
        return ByVisit(slice, [.. names], visit => (star.VisitDepartment[visit] * weeks) + slice.WeekOf(visit));
    }

    private static string[] Names(TextColumn texts) => [.. Enumerable.Range(0, texts.Count).Select(place => texts[place])];

    private static PeopleBehind ByVisit(Slice slice, string[] keys, Func<int, int> key)
    {
        const int Answers = 3;
        var (star, people) = (slice.Star, slice.Star.PatientIds.Count);
        var visiting = Distinct(1, _ => 0);
        var answering = Distinct(2, visit => star.VisitFollowUp[visit] < 0 ? 0 : 1);
        var byAnswer = Distinct(Answers, visit => star.VisitFollowUp[visit] + 1);
        return new PeopleBehind(keys,
        [
            [.. keys.Select((_, place) => Fewer(visiting[place], answering[(2 * place) + 1]))],
            slice.Distinct(keys.Length, key, people, star.VisitPatient, treated: true),
            [.. keys.Select((_, place) => Fewer(byAnswer[(Answers * place) + 1], byAnswer[(Answers * place) + 2]))],
        ]);

        long[] Distinct(int parts, Func<int, int> part) => slice.Distinct(keys.Length * parts, visit => (key(visit) * parts) + part(visit), people, star.VisitPatient);
    }

    private static PeopleBehind ByTreatment(Slice slice, string[] keys, int[] key)
    {
        var star = slice.Star;
        var (counts, seen) = (new long[keys.Length], new HashSet<long>());
        foreach (var visit in slice.Visits())
        {
            for (var treatment = star.VisitTreatments[visit]; treatment < star.VisitTreatments[visit + 1]; treatment++)
                counts[key[treatment]] += seen.Add(((long)key[treatment] * star.PatientIds.Count) + star.VisitPatient[visit]) ? 1 : 0;
        }

        return new PeopleBehind(keys, [[], counts, []]);
    }

    /// <summary>The smaller of two numbers of people, but for none.</summary>
    private static long Fewer(long a, long b) => a == 0 ? b : b == 0 ? a : Math.Min(a, b);
}
