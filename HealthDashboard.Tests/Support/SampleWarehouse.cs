using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Support;

/// <summary>The repository's sample data, through the pipeline once for all tests that only read.</summary>
public sealed class SampleWarehouse : IDisposable
{
    private readonly TestWarehouse _warehouse = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();

    public SampleWarehouse()
    {
        Directory.CreateDirectory(_warehouse.DataPath);
        foreach (var file in Directory.GetFiles(Path.Combine(Places.Repository, "data"), "*.csv"))
            File.Copy(file, Path.Combine(_warehouse.DataPath, Path.GetFileName(file)));
        var run = _warehouse.Run();
        Assert.True(run.State == RunState.Published, run.Reason);
        Reader = new ViewReader(_services.GetRequiredService<HybridCache>());
    }

    public TestWarehouse Warehouse => _warehouse;

    public Snapshot Snapshot => _warehouse.Snapshot;

    public ViewReader Reader { get; }

    public void Dispose()
    {
        _services.Dispose();
        _warehouse.Dispose();
    }
}
