using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Warehouse;

public sealed class SameRunIdTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    static SameRunIdTests() => DapperTypes.Register();

    [Fact]
    public void Two_warehouses_with_runs_of_the_same_number_and_second_keep_their_numbers_apart()
    {
        var one = Publish("one", Hospital.Tiny);
        var two = Publish("two", Hospital.Tiny.Treatment("T2,V1,ECG,23.45,MedCare"));

        Assert.Equal(one.RunId, two.RunId);
        Assert.Equal(100.00m, Cost(one));
        Assert.Equal(123.45m, Cost(two));
        Assert.Equal(100.00m, Cost(one));
    }

    public void Dispose() => _folder.Dispose();

    private static decimal Cost(Snapshot snapshot) =>
        Assert.Single(ViewReader.Stream(snapshot, InsuranceSummary.View, Scopes.Everything, GridQuery.AllRows).Cast<InsuranceSummary>()).TotalCost!.Value;

    private Snapshot Publish(string name, Hospital hospital)
    {
        var data = Path.Combine(_folder.Path, name, "data");
        hospital.WriteTo(data);
        var store = new SnapshotStore(new WarehouseOptions { Path = Path.Combine(_folder.Path, name, "warehouse") });
        var run = new PipelineRun(new PipelineOptions { DataPath = data }, store, new RunHistory(store), StoppedClock.At("2025-03-10T06:00Z"), NullLogger<PipelineRun>.Instance)
            .Run(_ => { }, TestContext.Current.CancellationToken);
        Assert.True(run.State is RunState.Published, run.Reason);
        return store.Current!;
    }
}
