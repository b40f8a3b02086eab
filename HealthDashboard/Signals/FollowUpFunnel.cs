using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>A doctor or a department with the visits that say whether a follow-up was recommended.</summary>
/// <param name="Expected">How many would be expected of this doctor, see <see cref="ExpectedFollowUps"/>; null for departments.</param>
public sealed record FunnelMember(string Key, string Name, long FollowUps, long Answers, FunnelVerdict Verdict, double? Expected = null)
{
    public double Rate => (double)FollowUps / Answers;
}

/// <summary>
/// The follow-up rates of the doctors or departments of a scope beside the rate they have in common. A hospital group has more
/// doctors than a chart has room for, so only some are listed; the counts are of all.
/// </summary>
/// <param name="Common">The rate of all visits with an answer, and the limits around it.</param>
/// <param name="Members">How many have a visit with an answer.</param>
/// <param name="TooFew">How many of them have too few to judge.</param>
/// <param name="Beyond">How many lie beyond the outer limits.</param>
/// <param name="Flagged">Those beyond, the furthest first; at most <see cref="MostFlagged"/>.</param>
/// <param name="Others">The rest, or every so many of them by their number of visits; at most <see cref="MostOthers"/>.</param>
/// <param name="Chosen">The one the filter names, whatever the verdict.</param>
[ImmutableObject(true)]
public sealed record FollowUpFunnel(
    Funnel Common, int Members, int TooFew, int Beyond, long Most, IReadOnlyList<FunnelMember> Flagged, IReadOnlyList<FunnelMember> Others, FunnelMember? Chosen)
{
    public const int MostFlagged = 100;
    public const int MostOthers = 300;

    public int Drawn => Flagged.Count + Others.Count + (Chosen is null ? 0 : 1);

    /// <summary>Of the doctors; one whom the filter names is compared with all the others of the rest of the filter.</summary>
    public static ValueTask<FollowUpFunnel> OfDoctorsAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, scope with { DoctorId = null }, $"follow-up funnel of doctors|{scope}", scoped => OfDoctors(scoped, scope.DoctorId));

    public static ValueTask<FollowUpFunnel> OfDepartmentsAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, $"follow-up funnel of departments|{scope}", kept =>
        {
            var all = scope with { Department = null };
            var members = ViewReader.Stream(kept, FollowUpSummary.View, all, GridQuery.AllRows).Cast<FollowUpSummary>()
                .Select(row => new FunnelMember(row.Department, row.Department, row.FollowUpCount.GetValueOrDefault(), row.VisitsWithAnswer.GetValueOrDefault(), default));
            return Of([.. members], scope.Department);
        });

    /// <param name="members">Their verdicts are still to be found.</param>
    public static FollowUpFunnel Of(IReadOnlyList<FunnelMember> members, string? chosen = null) => Of(
        [.. members.Select(member => (member.FollowUps, member.Answers))],
        place => (members[place].Key, members[place].Name),
        chosen is null ? -1 : members.TakeWhile(member => member.Key != chosen).Count());

    public static bool IsBeyond(FunnelVerdict verdict) => verdict is FunnelVerdict.Above or FunnelVerdict.Below;

    /// <summary>There may be many: they are judged and put in order as numbers, and only those that are listed get a name.</summary>
    /// <param name="who">The key and the name of the one at a place.</param>
    /// <param name="chosen">The place of the one whom the filter names.</param>
    private static FollowUpFunnel Of((long FollowUps, long Answers)[] counts, Func<int, (string Key, string Name)> who, int chosen)
    {
        if (Funnel.Of(counts) is not { } common)
            return new FollowUpFunnel(new Funnel(0), 0, 0, 0, 0, [], [], null);
        var verdicts = Array.ConvertAll(counts, each => each.Answers == 0 ? default : common.Judge(each.FollowUps, each.Answers));
        var judged = Enumerable.Range(0, counts.Length).Where(place => counts[place].Answers > 0).OrderByDescending(place => counts[place].Answers).ToList();
        var beyond = judged.Where(place => IsBeyond(verdicts[place])).OrderByDescending(Distance).ToList();
        return new FollowUpFunnel(
            common,
            judged.Count,
            judged.Count(place => verdicts[place] == FunnelVerdict.TooFewToJudge),
            beyond.Count,
            counts[judged[0]].Answers,
            [.. beyond.Where(place => place != chosen).Take(MostFlagged).Select(Member)],
            [.. Sampled.Evenly([.. judged.Where(place => !IsBeyond(verdicts[place]) && place != chosen)], MostOthers).Select(Member)],
            chosen >= 0 && chosen < counts.Length && counts[chosen].Answers > 0 ? Member(chosen) : null);

        // In standard deviations, up to a factor that all have in common.
        double Distance(int place) => Math.Abs(((double)counts[place].FollowUps / counts[place].Answers) - common.Rate) * Math.Sqrt(counts[place].Answers);

        FunnelMember Member(int place)
        {
            var (key, name) = who(place);
            return new FunnelMember(key, name, counts[place].FollowUps, counts[place].Answers, verdicts[place]);
        }
    }

    private static FollowUpFunnel OfDoctors(ScopedVisits scoped, string? chosen)
    {
        var doctors = scoped.Star.Doctors;
        var sums = scoped.SumBy(Dimensions.Doctor);
        var funnel = Of(
            Array.ConvertAll(sums.Sums.ToArray(), sum => ((long)sum.FollowUps, (long)sum.Answers)),
            place => (doctors.Ids[sums.Groups[place]], doctors.Names[sums.Groups[place]]),
            chosen is null ? -1 : sums.Groups.IndexOf(doctors.Ids.Find(chosen)));
        var told = funnel.Chosen is null ? funnel.Flagged : [funnel.Chosen, .. funnel.Flagged];
        if (told.Count == 0)
            return funnel;
        var expected = ExpectedFollowUps.ByDoctor(scoped, [.. told.Select(Place)]);
        return funnel with { Flagged = [.. funnel.Flagged.Select(WithExpected)], Chosen = funnel.Chosen is null ? null : WithExpected(funnel.Chosen) };

        int Place(FunnelMember member) => doctors.Ids.Find(member.Key);

        FunnelMember WithExpected(FunnelMember member) => member with { Expected = expected[Place(member)] };
    }
}
