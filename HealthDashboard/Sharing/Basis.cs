using HealthDashboard.Gold;
using HealthDashboard.Statistics;

namespace HealthDashboard.Sharing;

/// <summary>Whose people a number rests on. The numbers of a row that have the same basis are shown or withheld together.</summary>
public enum Basis
{
    /// <summary>Those with a visit, and those with one that says whether a follow-up was recommended: the two are nearly the same.</summary>
    Visits,

    /// <summary>Those with a treatment: numbers of treatments, costs and what is made of them.</summary>
    Treatments,

    /// <summary>
    /// Those with a recommended follow-up, and those with a visit at which none was recommended: a rate tells of both, so the fewer count.
    /// </summary>
    FollowUps,
}

/// <summary>What a number of a view rests on.</summary>
public static class Bases
{
    /// <summary>Null for a ratio, which rests on its parts, and for what is not made of rows.</summary>
    public static Basis? Of(Column column) => column.Of is not null ? null : column.From switch
    {
        MadeOf.Nothing => null,
        MadeOf.Visits or MadeOf.Patients or MadeOf.VisitsWithAnswer => Basis.Visits,
        MadeOf.FollowUps => Basis.FollowUps,
        _ => Basis.Treatments,
    };

    /// <summary>
    /// How many people a row must rest on for a value out of the order of its costs: more than too few on either side of it. The
    /// lowest and the highest are one person's bill whatever the row.
    /// </summary>
    public static long Fewest(MadeOf made) => made switch
    {
        MadeOf.LowestCost or MadeOf.HighestCost => long.MaxValue,
        MadeOf.LowerQuartile or MadeOf.UpperQuartile => 4 * (SmallNumbers.Largest + 1),
        MadeOf.Median => 2 * (SmallNumbers.Largest + 1),
        _ => 0,
    };
}
