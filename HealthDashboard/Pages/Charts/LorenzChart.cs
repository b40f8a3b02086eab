using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Charts;

/// <summary>Some of the patients and the share of the cost that they carry.</summary>
public sealed record LorenzGroup(string Name, int People, double Share, LorenzPoint Point);

/// <summary>A Lorenz curve: which share of the cost the cheapest share of the patients carries.</summary>
public static class LorenzChart
{
    public static IReadOnlyList<LorenzGroup> Groups(CostConcentration spread, Concentration cost)
    {
        return [Top(1, cost.Top1), Top(5, cost.Top5), Top(10, cost.Top10), Lower(spread.Patients / 2, cost.LowerHalf)];

        LorenzGroup Top(int percent, double share) =>
            new(Sentence.Of(Text.SpreadTop, percent), spread.Top(percent), share, new LorenzPoint(1 - ((double)spread.Top(percent) / spread.Patients), 1 - share));

        LorenzGroup Lower(int people, double share) => new(Text.SpreadLower, people, share, new LorenzPoint((double)people / spread.Patients, share));
    }

    public static ChartModel Of(CostConcentration spread, Concentration cost, DisplayOptions display) => PlaneChart.Of(
        [
            PlaneChart.Line(Text.SpreadEqual, "middle", [(0, 0), (1, 1)]),
            PlaneChart.Line(Text.SpreadCurve, "curve", cost.Curve.Select(point => (point.People, point.Cost))),
            PlaneChart.Marks(Text.SpreadMarks, "flag", [.. Groups(spread, cost).Select(group => new PlaneMark(group.Point.People, group.Point.Cost, null, Told(group)))]),
        ],
        Text.SpreadPeople,
        nameof(ColumnKind.Rate),
        Text.SpreadShare,
        nameof(ColumnKind.Rate),
        display);

    public static string Words(CostConcentration spread, Concentration cost) => Sentence.Of(
        Text.SpreadTold,
        Format.Whole(spread.Patients),
        Format.Percent((decimal)cost.Top1),
        Format.Percent((decimal)cost.Top5),
        Format.Percent((decimal)cost.Top10),
        Format.Percent((decimal)cost.LowerHalf),
        Math.Round(cost.Gini, 2, MidpointRounding.AwayFromZero).ToString("N2", CultureInfo.CurrentCulture),
        Format.Whole(spread.WithoutCost));

    private static string Told(LorenzGroup group) => $"{group.Name}\n{Sentence.Of(Text.OfPatients, Format.Whole(group.People))}: {Format.Percent((decimal)group.Share)}";
}
