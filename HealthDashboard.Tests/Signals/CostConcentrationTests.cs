using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class CostConcentrationTests(SampleWarehouse sample)
{
    /// <summary>Worked out from the four files by another program.</summary>
    [Fact]
    public async Task Everybodys_cost_has_the_gini_and_the_shares_of_its_dearest_and_its_lower_half()
    {
        var spread = await CostConcentration.ReadAsync(sample.Reader, sample.Snapshot, Scopes.Everything);

        Assert.Equal((570, 74, 870391_12), (spread.Patients, spread.WithoutCost, spread.Cents));
        Assert.Equal((0.684591, 0.130685, 0.354033, 0.515152, 0.055540), (Round(spread.Cost!.Gini), Round(spread.Cost.Top1), Round(spread.Cost.Top5), Round(spread.Cost.Top10), Round(spread.Cost.LowerHalf)));
        Assert.Equal((6, 29, 57), (spread.Top(1), spread.Top(5), spread.Top(10)));
    }

    [Fact]
    public async Task Under_every_filter_it_is_over_the_patients_that_the_view_of_patients_counts()
    {
        foreach (var scope in Scopes.All.Values)
        {
            var spread = await CostConcentration.ReadAsync(sample.Reader, sample.Snapshot, scope);

            var patients = sample.Warehouse.Rows<PatientSummary>(PatientSummary.View, scope).Where(row => row.TotalVisits > 0).Select(row => (long)decimal.Round(row.TotalCost * 100)).ToList();
            Assert.Equal((patients.Count, patients.Count(cents => cents == 0), patients.Sum()), (spread.Patients, spread.WithoutCost, spread.Cents));
            Assert.Equal(HealthDashboard.Statistics.Concentration.Of(patients)?.Gini, spread.Cost?.Gini);
        }
    }

    private static double Round(double number) => Math.Round(number, 6);
}
