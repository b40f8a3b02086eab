namespace HealthDashboard.Statistics;

/// <summary>What one group of treatments (a type, an insurer, a department) cost in two periods.</summary>
public readonly record struct CostGroup(string Name, long TreatmentsBefore, long CentsBefore, long TreatmentsAfter, long CentsAfter);

/// <summary>A group's part in the change, in cents. Its three parts add up to the change of its own cost.</summary>
/// <param name="Volume">More or fewer treatments in all, of which it has its share.</param>
/// <param name="Price">Its treatments cost more or less each.</param>
/// <param name="Mix">It became a larger or smaller share of all treatments.</param>
public readonly record struct CostPart(string Name, long Volume, long Price, long Mix);

/// <summary>
/// Why the cost changed from one period to another (Bennet 1920, Kitagawa 1955), in cents. Nothing is left over:
/// volume + price + mix = change, of the whole and of each group, and the groups' parts add up to those of the whole. The other
/// way round every sign flips.
/// </summary>
/// <param name="Volume">More or fewer treatments, whatever their group. It does not depend on how treatments are grouped.</param>
/// <param name="Price">The same treatments cost more or less.</param>
/// <param name="Mix">Dearer groups became a larger or smaller part of the whole.</param>
public sealed record CostChange(long Change, long Volume, long Price, long Mix, IReadOnlyList<CostPart> Parts)
{
    public static CostChange Of(IReadOnlyList<CostGroup> groups)
    {
        var before = new Period(groups.Sum(group => group.TreatmentsBefore), groups.Sum(group => group.CentsBefore));
        var after = new Period(groups.Sum(group => group.TreatmentsAfter), groups.Sum(group => group.CentsAfter));
        var change = after.Cents - before.Cents;
        var (average, averageAfter) = Prices(before, after);
        average = (average + averageAfter) / 2;
        var volume = ToCent((after.Treatments - before.Treatments) * average);

        var treatments = (before.Treatments + after.Treatments) / 2m;
        var exact = groups.Select(group =>
        {
            var (groupBefore, groupAfter) = (new Period(group.TreatmentsBefore, group.CentsBefore), new Period(group.TreatmentsAfter, group.CentsAfter));
            var (priceBefore, priceAfter) = Prices(groupBefore, groupAfter);
            var (shareBefore, shareAfter) = Shares(groupBefore, before, groupAfter, after);
            return (
                Volume: (after.Treatments - before.Treatments) * ((shareBefore * priceBefore) + (shareAfter * priceAfter)) / 2,
                Price: treatments * (priceAfter - priceBefore) * (shareBefore + shareAfter) / 2);
        }).ToList();

        // Whatever rounding does, a group's parts are its own change: what it took from two of them goes to the third.
        var volumes = Apportion(exact.ConvertAll(each => each.Volume), volume);
        var prices = Apportion(exact.ConvertAll(each => each.Price), ToCent(exact.Sum(each => each.Price)));
        var parts = groups.Select((group, i) => new CostPart(
            group.Name, volumes[i], prices[i], group.CentsAfter - group.CentsBefore - volumes[i] - prices[i])).ToList();
        return new CostChange(change, volume, parts.Sum(part => part.Price), parts.Sum(part => part.Mix), parts);
    }

    /// <summary>A period without treatments takes the other's price: what was not there has no price that could change.</summary>
    private static (decimal Before, decimal After) Prices(Period before, Period after) =>
        (before.Treatments > 0 ? before.Price : after.Price, after.Treatments > 0 ? after.Price : before.Price);

    /// <summary>Likewise, a period without any treatment has no mix that could change.</summary>
    private static (decimal Before, decimal After) Shares(Period before, Period allBefore, Period after, Period allAfter)
    {
        var (shareBefore, shareAfter) = (before.ShareOf(allBefore), after.ShareOf(allAfter));
        return (allBefore.Treatments > 0 ? shareBefore : shareAfter, allAfter.Treatments > 0 ? shareAfter : shareBefore);
    }

    /// <summary>Whole cents that add up to the total: the cents that rounding left over go to where it took the most.</summary>
    private static long[] Apportion(List<decimal> exact, long total)
    {
        var cents = exact.Select(ToCent).ToArray();
        var left = total - cents.Sum();
        var sign = Math.Sign(left);
        foreach (var place in Enumerable.Range(0, cents.Length).OrderByDescending(i => sign * (exact[i] - cents[i])).Take((int)Math.Abs(left)).ToList())
            cents[place] += sign;
        return cents;
    }

    private static long ToCent(decimal amount) => (long)Math.Round(amount, MidpointRounding.AwayFromZero);

    private readonly record struct Period(long Treatments, long Cents)
    {
        public decimal Price => Treatments == 0 ? 0 : (decimal)Cents / Treatments;

        public decimal ShareOf(Period all) => all.Treatments == 0 ? 0 : (decimal)Treatments / all.Treatments;
    }
}
