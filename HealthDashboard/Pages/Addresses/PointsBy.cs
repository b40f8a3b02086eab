using HealthDashboard.Query;
using HealthDashboard.Signals;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Pages.Addresses;

/// <summary>How long the points of a control chart are, in addresses.</summary>
public static class PointsBy
{
    public const string Week = "week";
    public const string FourWeeks = "four-weeks";

    public static string Of(Grouping by) => by == Grouping.Week ? Week : FourWeeks;

    /// <exception cref="UnusableFilterException">Neither of the two is asked for.</exception>
    public static Grouping Read(Func<string, StringValues> query, Grouping usual) => AddressQuery.One(query, "by") switch
    {
        null => usual,
        Week => Grouping.Week,
        FourWeeks => Grouping.FourWeeks,
        var other => throw new UnusableFilterException($"by={AddressQuery.Said(other)} is not understood. Expected {Week} or {FourWeeks}."),
    };
}
