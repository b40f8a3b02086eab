using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class DoctorLoadTests(SampleWarehouse sample)
{
    [Fact]
    public async Task The_median_is_that_of_the_doctors_of_the_department_also_when_the_filter_names_one()
    {
        var (department, one) = (Scopes.Everything with { Department = "Cardiology" }, Scopes.Everything with { Department = "Cardiology", DoctorId = "D013" });
        var (load, chosen) = (await DoctorLoad.ReadAsync(sample.Reader, sample.Snapshot, department), await DoctorLoad.ReadAsync(sample.Reader, sample.Snapshot, one));

        var prices = sample.Warehouse.Rows<DoctorPerformance>(DoctorPerformance.View, department).Where(row => row.NumTreatments > 0).Select(row => row.AvgCost!.Value).Order().ToList();
        Assert.Equal((prices.Count, (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2), (load.Doctors, load.Median));
        Assert.Equal((load.Doctors, load.Median), (chosen.Doctors, chosen.Median));
        Assert.Null(load.Chosen);
        Assert.Equal(prices, load.Drawn.Select(doctor => doctor.Price).Order());
        Assert.Equal("D013", chosen.Chosen!.DoctorId);
    }

    [Theory]
    [InlineData(new[] { 10, 30, 20 }, 20)]
    [InlineData(new[] { 10, 40, 20, 30 }, 25)]
    public void Half_of_the_doctors_lie_below_the_median(int[] prices, decimal median) =>
        Assert.Equal(median, DoctorLoad.Of([.. prices.Select((price, i) => new LoadMember($"D{i}", "", i, price))]).Median);

    [Fact]
    public void Of_many_doctors_a_bounded_part_is_drawn_from_the_most_visits_to_the_fewest()
    {
        var load = DoctorLoad.Of([.. Enumerable.Range(0, 60_000).Select(i => new LoadMember($"D{i}", "", Visits: i, Price: i))], chosen: "D7");

        Assert.Equal((60_000, DoctorLoad.MostDrawn, "D7"), (load.Doctors, load.Drawn.Count, load.Chosen!.DoctorId));
        Assert.Equal((59_999, 0), (load.Drawn[0].Visits, load.Drawn[^1].Visits));
    }
}
