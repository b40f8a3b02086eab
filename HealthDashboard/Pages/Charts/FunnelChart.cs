using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Charts;

/// <summary>A funnel plot: the common rate, the limits around it, and a mark for each doctor or department.</summary>
public static class FunnelChart
{
    private const int PointsOfLimit = 60;

    /// <param name="of">What the marks stand for, and a click on one filters by.</param>
    public static ChartModel Of(FollowUpFunnel funnel, Dimension of, DisplayOptions display)
    {
        var (wide, sure) = (Limits(funnel, Confidence.Wide), Limits(funnel, Confidence.Sure));
        return PlaneChart.Of(
            [
                PlaneChart.Line(Text.FunnelCommon, "middle", [(0, funnel.Common.Rate), (funnel.Most, funnel.Common.Rate)]),
                PlaneChart.Line(Text.FunnelInner, "inner", wide.Select(limit => (limit.Cases, limit.Limits.Low))),
                PlaneChart.Line(Text.FunnelInner, "inner", wide.Select(limit => (limit.Cases, limit.Limits.High))),
                PlaneChart.Line(Text.FunnelOuter, "outer", sure.Select(limit => (limit.Cases, limit.Limits.Low))),
                PlaneChart.Line(Text.FunnelOuter, "outer", sure.Select(limit => (limit.Cases, limit.Limits.High))),
                Marks(Text.FunnelTooFew, "hollow", funnel.Others.Where(member => member.Verdict == FunnelVerdict.TooFewToJudge)),
                Marks(Text.FunnelWithin, "mark", funnel.Others.Where(member => member.Verdict == FunnelVerdict.Usual)),
                Marks(Text.FunnelBeyond, "flag", funnel.Flagged),
                Marks(Text.FunnelChosen, "chosen", funnel.Chosen is null ? [] : [funnel.Chosen]),
            ],
            Text.VisitsWithAnswer,
            xUnit: "",
            Measures.FollowUpRate.Label,
            nameof(ColumnKind.Rate),
            display);

        ChartSeries Marks(string name, string look, IEnumerable<FunnelMember> members) =>
            PlaneChart.Marks(name, look, [.. members.Select(member => new PlaneMark(member.Answers, member.Rate, Address.Relative(Pick.Of(of, member.Key)), Tip(member)))]);
    }

    public static string Verdict(FunnelMember member) => member.Verdict switch
    {
        FunnelVerdict.Above => Text.FunnelAbove,
        FunnelVerdict.Below => Text.FunnelBelow,
        FunnelVerdict.TooFewToJudge => Sentence.Of(Text.FunnelTooFew, Funnel.EnoughCases),
        _ => Text.FunnelWithin,
    };

    /// <summary>The rate, what is usual, and what is expected of a doctor, in sentences.</summary>
    public static string Words(FollowUpFunnel funnel, FunnelMember member)
    {
        var (usual, compatible) = (funnel.Common.Limits(member.Answers, Confidence.Sure), Funnel.Wilson(member.FollowUps, member.Answers, Confidence.Sure));
        var expected = member.Expected is { } cases ? StandardisedRatio.Of(member.FollowUps, cases, Confidence.Sure) : null;
        return $"{Rate(member)}. {Sentence.Of(Text.FunnelLimits, Format.Whole(member.Answers), Range(usual), Range(compatible))} {(expected is null ? "" : ExpectedText.InBrief(expected))}";
    }

    /// <summary>33.2–35.9 %.</summary>
    private static string Range(Interval interval) => Format.PercentRange((decimal)interval.Low, (decimal)interval.High);

    private static string Tip(FunnelMember member) => string.Join('\n', member.Name, Rate(member), Verdict(member));

    private static string Rate(FunnelMember member) =>
        Sentence.Of(Text.FunnelOf, Format.Whole(member.FollowUps), Format.Whole(member.Answers), Format.Percent((decimal)member.Rate));

    /// <summary>Closer together where the limits bend.</summary>
    private static List<(double Cases, Interval Limits)> Limits(FollowUpFunnel funnel, Confidence confidence) =>
    [
        .. Enumerable.Range(0, PointsOfLimit)
            .Select(i => (double)i / (PointsOfLimit - 1))
            .Select(part => Math.Max(1, (long)Math.Round(1 + ((funnel.Most - 1) * part * part))))
            .Distinct()
            .Select(cases => ((double)cases, funnel.Common.Limits(cases, confidence))),
    ];
}
