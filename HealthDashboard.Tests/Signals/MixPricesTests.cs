using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class MixPricesTests(SampleWarehouse sample)
{
    /// <summary>A pays 120 for X where all pay 100, and 10 for Y where all pay 12: 1,500 beside 1,360.</summary>
    [Fact]
    public void The_same_mix_at_everybodys_prices_is_laid_beside_what_it_cost()
    {
        var hospital = Hospital.Tiny;
        hospital = Add(hospital, "A", ("X", 10, 120), ("Y", 30, 10));
        hospital = Add(hospital, "B", ("X", 10, 80), ("Y", 30, 14));
        using var warehouse = TestWarehouse.Of(hospital);

        var a = Of(warehouse.Snapshot, Scopes.Everything).Rows.Single(row => row.Key == "A");

        Assert.Equal((40, 1500m, 1360m, 140m), (a.Treatments, a.Observed, a.Expected, a.Difference));
        Assert.Equal(1.1029m, decimal.Round(a.Ratio!.Value, 4));
    }

    [Theory]
    [InlineData("insurance_provider")]
    [InlineData("department")]
    public void The_differences_of_all_add_up_to_nothing(string name)
    {
        var dimension = Dimensions.All.Values.First(each => each.Name == name);
        var scope = Scopes.Everything with { From = new DateOnly(2025, 1, 1) };

        var rows = MixPrices.Of(new ScopedVisits(StarColumns.Of(sample.Snapshot), scope), dimension).Rows;

        Assert.Equal(0, rows.Sum(row => row.Difference));
        Assert.True(rows.Count > 5);
    }

    [Fact]
    public void What_nobody_else_has_is_said_and_few_are_not_judged()
    {
        using var warehouse = TestWarehouse.Of(Add(Hospital.Tiny, "A", ("Rare", 3, 500)));

        var a = Of(warehouse.Snapshot, Scopes.Everything).Rows.Single(row => row.Key == "A");

        Assert.Equal((3, 3, 0m, true), (a.Treatments, a.Alone, a.Difference, a.IsTooFew));
    }

    private static MixPrices Of(HealthDashboard.Warehouse.Snapshot snapshot, Scope scope) => MixPrices.Of(new ScopedVisits(StarColumns.Of(snapshot), scope), Dimensions.Insurer);

    private static Hospital Add(Hospital hospital, string insurer, params (string Type, int Count, int Price)[] treatments)
    {
        foreach (var (type, count, price) in treatments)
        {
            for (var place = 0; place < count; place++)
                hospital = hospital.Treatment($"{insurer}{type}{place},V1,{type},{price},{insurer}");
        }

        return hospital;
    }
}
