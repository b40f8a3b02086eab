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
        reader.KeepAsync(snapshot, $"follow-up funnel of doctors|{scope}", kept =>
        {
            var all = scope with { DoctorId = null };
            var members = Rows<DoctorFollowUpRatio>(kept, DoctorFollowUpRatio.View, all)
                .Select(row => new FunnelMember(row.DoctorId, row.DoctorName, row.FollowUpCount.GetValueOrDefault(), row.VisitsWithAnswer.GetValueOrDefault(), default));
            var funnel = Of([.. members], scope.DoctorId);
            return StarColumns.Of(kept) is { } star ? funnel.WithExpected(star, ExpectedFollowUps.ByDoctor(new Slice(star, all))) : funnel;
        });

    public static ValueTask<FollowUpFunnel> OfDepartmentsAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, $"follow-up funnel of departments|{scope}", kept =>
        {
            var all = scope with { Department = null };
            var members = Rows<FollowUpSummary>(kept, FollowUpSummary.View, all)
                .Select(row => new FunnelMember(row.Department, row.Department, row.FollowUpCount.GetValueOrDefault(), row.VisitsWithAnswer.GetValueOrDefault(), default));
            return Of([.. members], scope.Department);
        });

    /// <param name="members">Their verdicts are still to be found.</param>
    public static FollowUpFunnel Of(IReadOnlyList<FunnelMember> members, string? chosen = null)
    {
        if (Funnel.Of(members.Select(member => (member.FollowUps, member.Answers))) is not { } common)
            return new FollowUpFunnel(new Funnel(0), 0, 0, 0, 0, [], [], null);
        var judged = members
            .Where(member => member.Answers > 0)
            .Select(member => member with { Verdict = common.Judge(member.FollowUps, member.Answers) })
            .OrderByDescending(member => member.Answers).ThenBy(member => member.Key, StringComparer.Ordinal)
            .ToList();
        var named = judged.FirstOrDefault(member => member.Key == chosen);
        var beyond = judged.Where(IsBeyond).OrderByDescending(Distance).ToList();
        return new FollowUpFunnel(
            common,
            judged.Count,
            judged.Count(member => member.Verdict == FunnelVerdict.TooFewToJudge),
            beyond.Count,
            judged[0].Answers,
            [.. beyond.Where(member => member != named).Take(MostFlagged)],
            Sampled.Evenly([.. judged.Where(member => !IsBeyond(member) && member != named)], MostOthers),
            named);

        // In standard deviations, up to a factor that all have in common.
        double Distance(FunnelMember member) => Math.Abs(member.Rate - common.Rate) * Math.Sqrt(member.Answers);
    }

    public static bool IsBeyond(FunnelMember member) => member.Verdict is FunnelVerdict.Above or FunnelVerdict.Below;

    private FollowUpFunnel WithExpected(StarColumns star, double[] expected)
    {
        return this with { Flagged = [.. Flagged.Select(Expected)], Chosen = Chosen is null ? null : Expected(Chosen) };

        FunnelMember Expected(FunnelMember member) => member with { Expected = expected[star.DoctorIds.Find(member.Key)] };
    }

    /// <summary>The rows of a view, also those of everything, from the columns in memory where there are any.</summary>
    internal static IEnumerable<TRow> Rows<TRow>(Snapshot snapshot, GoldView view, Scope scope) =>
        (view.Rollup is { } rollup && StarColumns.Of(snapshot) is { } star
            ? rollup(new Slice(star, scope))
            : ViewReader.Stream(snapshot, view, scope, GridQuery.AllRows)).Cast<TRow>();
}
