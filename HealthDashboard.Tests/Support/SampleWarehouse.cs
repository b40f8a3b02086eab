using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Support;

/// <summary>The repository's sample data, through the pipeline once for all tests that only read.</summary>
public sealed class SampleWarehouse : IDisposable
{
    private readonly TestWarehouse _warehouse = new();

    public SampleWarehouse()
    {
        Directory.CreateDirectory(_warehouse.DataPath);
        foreach (var file in Directory.GetFiles(Path.Combine(Places.Repository, "data"), "*.csv"))
            File.Copy(file, Path.Combine(_warehouse.DataPath, Path.GetFileName(file)));
        var run = _warehouse.Run();
        Assert.True(run.State == RunState.Published, run.Reason);
    }

    public TestWarehouse Warehouse => _warehouse;

    public Snapshot Snapshot => _warehouse.Snapshot;

    public ViewReader Reader => _warehouse.Reader;

    public void Dispose() => _warehouse.Dispose();
}
