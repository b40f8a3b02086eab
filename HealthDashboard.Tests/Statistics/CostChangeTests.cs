using CsCheck;
using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

public sealed class CostChangeTests
{
    /// <summary>Treatments and what they cost; no treatments cost nothing, others may be free.</summary>
    private static readonly Gen<(long Treatments, long Cents)> Bill =
        from treatments in Gen.Frequency((1, Gen.Const(0L)), (4, Gen.Long[1, 100_000]))
        from cents in Gen.Long[0, 100_000_000_000]
        select (treatments, treatments == 0 ? 0 : cents);

    private static readonly Gen<CostGroup[]> Groups =
        (from before in Bill from after in Bill select new CostGroup("A", before.Treatments, before.Cents, after.Treatments, after.Cents)).Array[0, 12];

    /// <summary>Bennet's example.</summary>
    [Fact]
    public void More_treatments_at_a_higher_price_are_split_without_remainder()
    {
        var change = CostChange.Of([new CostGroup("A", 50, 250, 70, 700)]);

        Assert.Equal((450, 150, 300, 0), (change.Change, change.Volume, change.Price, change.Mix));
    }

    /// <summary>Kitagawa's, in thousandths of a cent: the average price goes from 1.08333 to 1.74545.</summary>
    [Fact]
    public void A_change_of_the_average_price_is_rate_and_mix()
    {
        const long Unit = 1_000_000;
        var change = CostChange.Of([
            new CostGroup("A", 2000, 4000 * Unit, 3000, 7500 * Unit),
            new CostGroup("B", 1000, 1000 * Unit, 2000, 1800 * Unit),
            new CostGroup("C", 3000, 1500 * Unit, 500, 300 * Unit)]);

        const double Treatments = (6000 + 5500) / 2.0 * Unit;
        Assert.Equal(0.222727, change.Price / Treatments, 6);
        Assert.Equal(0.439394, change.Mix / Treatments, 6);
    }

    [Fact]
    public void The_parts_add_up_to_the_cent() => Groups.Sample(groups =>
    {
        var change = CostChange.Of(groups);
        return change.Change == groups.Sum(group => group.CentsAfter - group.CentsBefore)
            && change.Change == change.Volume + change.Price + change.Mix
            && change.Volume == change.Parts.Sum(part => part.Volume)
            && change.Price == change.Parts.Sum(part => part.Price)
            && change.Mix == change.Parts.Sum(part => part.Mix);
    });

    [Fact]
    public void Looking_back_instead_of_forward_flips_every_sign() => Groups.Sample(groups =>
    {
        var forward = CostChange.Of(groups);
        var back = CostChange.Of([.. groups.Select(group => new CostGroup(group.Name, group.TreatmentsAfter, group.CentsAfter, group.TreatmentsBefore, group.CentsBefore))]);
        Assert.Equal((-forward.Change, -forward.Volume, -forward.Price, -forward.Mix), (back.Change, back.Volume, back.Price, back.Mix));
        Assert.Equal(forward.Parts.Select(part => new CostPart(part.Name, -part.Volume, -part.Price, -part.Mix)), back.Parts);
    });

    [Fact]
    public void Each_part_is_the_exact_one_but_for_rounding() => Groups.Where(groups => groups.Length > 0).Sample(groups =>
    {
        // Straight from the formula for the whole, without groups.
        var (n0, c0) = (groups.Sum(group => group.TreatmentsBefore), groups.Sum(group => group.CentsBefore));
        var (n1, c1) = (groups.Sum(group => group.TreatmentsAfter), groups.Sum(group => group.CentsAfter));
        var (p0, p1) = (Price(c0, n0, c1, n1), Price(c1, n1, c0, n0));

        var change = CostChange.Of(groups);

        Assert.InRange(change.Volume - ((n1 - n0) * (p0 + p1) / 2), -0.51m, 0.51m);
        Assert.InRange(change.Price + change.Mix - ((p1 - p0) * (n0 + n1) / 2), -0.51m, 0.51m);
    });

    [Fact]
    public void Volume_is_the_same_however_treatments_are_grouped()
    {
        var byType = CostChange.Of([new CostGroup("MRI", 3, 1000, 5, 2003), new CostGroup("X-ray", 4, 401, 4, 399)]);
        var byInsurer = CostChange.Of([new CostGroup("A", 6, 700, 1, 5), new CostGroup("B", 1, 701, 8, 2397)]);

        Assert.Equal(byType.Volume, byInsurer.Volume);
        Assert.Equal(byType.Price + byType.Mix, byInsurer.Price + byInsurer.Mix);
    }

    [Fact]
    public void A_type_that_is_missing_in_one_period_has_no_change_of_price()
    {
        var change = CostChange.Of([new CostGroup("Old", 10, 1000, 5, 500), new CostGroup("New", 0, 0, 5, 2500)]);

        Assert.Equal((0, 0, 2000), (change.Volume, change.Price, change.Mix));
        Assert.Equal(0, change.Parts[1].Price);
    }

    [Fact]
    public void A_period_without_treatments_is_all_volume()
    {
        var change = CostChange.Of([new CostGroup("A", 0, 0, 4, 500), new CostGroup("B", 0, 0, 1, 70)]);

        Assert.Equal((570, 570, 0, 0), (change.Change, change.Volume, change.Price, change.Mix));
        Assert.All(change.Parts, part => Assert.Equal((0, 0), (part.Price, part.Mix)));
    }

    [Fact]
    public void The_parts_of_a_group_add_up_to_its_own_change() => Groups.Sample(groups =>
        groups.Zip(CostChange.Of(groups).Parts).All(each =>
            each.First.CentsAfter - each.First.CentsBefore == each.Second.Volume + each.Second.Price + each.Second.Mix));

    /// <summary>Ten treatments become twelve, X-Ray five of them and then nine, at the same price.</summary>
    [Fact]
    public void A_group_with_more_treatments_at_the_same_price_has_grown()
    {
        var change = CostChange.Of([new CostGroup("X-Ray", 5, 5000, 9, 9000), new CostGroup("MRI", 5, 50_000, 3, 30_000)]);

        Assert.Equal([new CostPart("X-Ray", 1250, 0, 2750), new CostPart("MRI", 7500, 0, -27_500)], change.Parts);
        Assert.Equal((-16_000, 8750, 0, -24_750), (change.Change, change.Volume, change.Price, change.Mix));
    }

    private static decimal Price(long cents, long treatments, long otherCents, long otherTreatments) =>
        treatments > 0 ? (decimal)cents / treatments : otherTreatments > 0 ? (decimal)otherCents / otherTreatments : 0;
}
