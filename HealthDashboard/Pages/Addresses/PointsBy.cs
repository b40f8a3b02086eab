using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Addresses;

/// <summary>How long the points of a control chart are, in addresses.</summary>
public static class PointsBy
{
    public const string Week = "week";
    public const string FourWeeks = "four-weeks";

    public static string Of(Grouping by) => by == Grouping.Week ? Week : FourWeeks;
}
