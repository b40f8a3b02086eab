using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

[assembly: AssemblyFixture(typeof(SampleWarehouse))]

namespace HealthDashboard.Tests.Support;

/// <summary>
/// The repository's sample data, through the pipeline once for all tests that only read, when the first of them asks. A test class takes it as a
/// parameter of its constructor; one that changes something takes a <see cref="Copy"/>.
/// </summary>
public sealed class SampleWarehouse : IDisposable
{
    private readonly Lazy<TestWarehouse> _warehouse = new(Published);

    public TestWarehouse Warehouse => _warehouse.Value;

    public FileSnapshot Snapshot => Warehouse.Snapshot;

    public ViewReader Reader => Warehouse.Reader;

    /// <summary>The same published snapshot in a warehouse of the test's own.</summary>
    public TestWarehouse Copy()
    {
        var copy = new TestWarehouse();
        CopyFolder(Warehouse.DataPath, copy.DataPath);
        CopyFolder(Warehouse.Store.Folder, copy.Store.Folder);
        return copy;
    }

    public void Dispose()
    {
        if (_warehouse.IsValueCreated)
            _warehouse.Value.Dispose();
    }

    private static TestWarehouse Published()
    {
        var warehouse = new TestWarehouse();
        CopyFolder(Path.Combine(Places.Repository, "data"), warehouse.DataPath);
        var run = warehouse.Run();
        Assert.True(run.State == RunState.Published, run.Reason);
        return warehouse;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
