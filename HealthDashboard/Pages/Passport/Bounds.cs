using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Passport;

/// <summary>What rejected rows could change about a number: in a sentence, and in a word or two where there is little room.</summary>
public sealed record Bounds(string InFull, string InBrief)
{
    /// <param name="of">The numerator of a rate.</param>
    /// <param name="over">The denominator of a rate.</param>
    /// <returns>Null when no rejected row could have belonged to it.</returns>
    public static Bounds? Of(Column column, decimal? of, decimal? over, RejectedImpact missing, DisplayOptions display)
    {
        if (missing.Count == 0)
            return null;
        return column.Measure!.Impact switch
        {
            ImpactKind.Rate => Rate(of ?? 0, over ?? 0, missing, column.Measure.Fact),
            ImpactKind.FollowUps => More(missing.Yes + missing.Unknown),
            ImpactKind.Cost => Cost(missing, display),
            ImpactKind.Count => More(missing.Count),
            _ => Changed(missing.Count),
        };
    }

    private static Bounds? Rate(decimal of, decimal over, RejectedImpact missing, Fact fact)
    {
        var (low, high) = missing.Rate(of, over);
        if (low is null || high is null)
            return null;
        var range = Format.PercentRange(low.Value, high.Value);
        var (one, many) = fact == Fact.Visits ? (Text.BoundsVisit, Text.BoundsVisits) : (Text.BoundsTreatment, Text.BoundsTreatments);
        return new Bounds(missing.Count == 1 ? Sentence.Of(one, range) : Sentence.Of(many, range, Format.Whole(missing.Count)), Sentence.Of(Text.BoundsPossible, range));
    }

    private static Bounds? More(long most) => most == 0
        ? null
        : new Bounds(Sentence.Of(Text.BoundsCount, Format.Whole(most)), Sentence.Of(Text.BoundsCountShort, Format.Whole(most)));

    /// <summary>The sum of those whose cost could be read, and the number of the others.</summary>
    private static Bounds Cost(RejectedImpact missing, DisplayOptions display)
    {
        var without = missing.Count - missing.WithCost;
        if (missing.WithCost == 0)
            return new Bounds(Sentence.Of(Text.BoundsCostUnread, Format.Whole(without)), Sentence.Of(Text.BoundsRejected, Format.Whole(without)));
        var (sum, count) = (Format.Money(missing.Cost, display), Format.Whole(missing.WithCost));
        return new Bounds(
            without == 0 ? Sentence.Of(Text.BoundsCostRead, sum, count) : Sentence.Of(Text.BoundsCostBoth, sum, count, Format.Whole(without)),
            Sentence.Of(Text.BoundsRejectedToo, Format.MoneyShort(missing.Cost, display)));
    }

    private static Bounds Changed(long by) => new(
        Sentence.Of(Text.BoundsOther, Format.Whole(by)), Sentence.Of(Text.BoundsRejected, Format.Whole(by)));
}
