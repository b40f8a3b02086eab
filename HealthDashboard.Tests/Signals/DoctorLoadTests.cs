using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class DoctorLoadTests(SampleWarehouse sample) : IClassFixture<SampleWarehouse>
{
    [Fact]
    public async Task The_median_is_that_of_the_doctors_of_the_department_also_when_the_filter_names_one()
    {
        var (department, one) = (new Scope { Department = "Cardiology" }, new Scope { Department = "Cardiology", DoctorId = "D013" });
        var (load, chosen) = (await DoctorLoad.ReadAsync(sample.Reader, sample.Snapshot, department), await DoctorLoad.ReadAsync(sample.Reader, sample.Snapshot, one));

        var prices = sample.Warehouse.Rows<DoctorPerformance>(DoctorPerformance.View, department).Where(row => row.NumTreatments > 0).Select(row => row.AvgCost!.Value).Order().ToList();
        Assert.Equal((prices.Count, (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2), (load.Doctors, load.Median));
        Assert.Equal((load.Doctors, load.Median), (chosen.Doctors, chosen.Median));
        Assert.Null(load.Chosen);
    }

    [Theory]
    [InlineData(new[] { 10, 30, 20 }, 20)]
    [InlineData(new[] { 10, 40, 20, 30 }, 25)]
    public void Half_of_the_doctors_lie_below_the_median(int[] prices, decimal median) =>
        Assert.Equal(median, DoctorLoad.Of(prices.Select((price, i) => Doctor($"D{i}", price, visits: i))).Median);

    [Fact]
    public void Doctors_without_a_treatment_have_no_place_and_of_many_a_bounded_part_is_drawn()
    {
        var load = DoctorLoad.Of(Enumerable.Range(0, 60_000).Select(i => Doctor($"D{i}", price: i, visits: i)).Append(Doctor("D", price: null, visits: 9)), chosen: "D7");

        Assert.Equal((60_000, DoctorLoad.MostDrawn, "D7"), (load.Doctors, load.Drawn.Count, load.Chosen!.DoctorId));
        Assert.Equal((59_999, 0), (load.Drawn[0].NumVisits, load.Drawn[^1].NumVisits));
    }

    private static DoctorPerformance Doctor(string id, int? price, int visits) =>
        new() { DoctorId = id, DoctorName = id, Department = "Cardiology", NumVisits = visits, NumTreatments = price is null ? 0 : 1, AvgCost = price, TotalCost = price ?? 0 };
}
