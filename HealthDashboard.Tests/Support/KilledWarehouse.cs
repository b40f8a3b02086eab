using System.Security.Cryptography;
using HealthDashboard.Bronze;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Support;

/// <summary>A warehouse whose runs are processes of their own that somebody kills. It keeps two snapshots, so that a run has one to remove.</summary>
public sealed class KilledWarehouse(TwoHospitals hospitals) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => System.IO.Path.Combine(_folder.Path, "warehouse");

    private WarehouseOptions Options => new() { Path = Path, KeepSnapshots = 2 };

    public static string Other(string data) => data == "A" ? "B" : "A";

    public string Publish(string data) => hospitals.Publish(new SnapshotStore(Options), data);

    /// <summary>A process that runs the pipeline over the files of a hospital.</summary>
    public DashboardProcess Start(string data) => DashboardProcess.Start(
        "pipeline", "--Data:Path", hospitals.Folder(data), "--Warehouse:Path", Path, "--Warehouse:KeepSnapshots", "2");

    /// <summary>What is published is one of the two, to the last digit of every view, from one run, and says so itself. Answers which.</summary>
    public string AssertWhole()
    {
        var store = new SnapshotStore(Options);
        var snapshot = store.Current;
        Assert.NotNull(snapshot);
        Assert.Null(snapshot.Damage(surely: true));
        using (var connection = snapshot.Open())
        {
            foreach (var layer in LayerFiles.Layers)
                Assert.Equal("ok", connection.ExecuteScalar<string>($"pragma {layer}.integrity_check"));
            Assert.All(GoldChecks.Run(snapshot.Files!.OpenFiles), check => Assert.Equal(0, check.Offending));
            Assert.All(SourceTable.All, table => Assert.Equal([snapshot.RunId], connection.Query<string>($"select distinct run from bronze.{table.Name}")));
        }

        var numbers = TwoHospitals.Digest(snapshot);
        snapshot.Release();
        var published = Assert.Single(hospitals.Numbers, known => known.Value == numbers).Key;
        var record = new RunHistory(store).Published();
        Assert.Equal((snapshot.RunId, RunState.Published), (record?.RunId, record?.State));
        Assert.All(record!.Files, file => Assert.Equal(Sha256(System.IO.Path.Combine(hospitals.Folder(published), file.Key)), file.Value));
        return published;
    }

    /// <summary>Publishes the other one; afterwards the warehouse holds two snapshots and their records and nothing else. Answers what is published then.</summary>
    public string AssertNextRunCleansUp(string left)
    {
        var published = Publish(Other(left));

        Assert.Equal(published, AssertWhole());
        var history = new RunHistory(new SnapshotStore(Options));
        var snapshots = Directory.GetDirectories(Path).Select(path => System.IO.Path.GetFileName(path)!).Where(name => name != "runs").ToList();
        Assert.Equal(2, snapshots.Count);
        Assert.All(snapshots, runId => Assert.True(history.LastPublished(runId) is not null, $"{runId} was never published"));
        Assert.All(snapshots, runId => Assert.Equal(["bronze.db", "gold.db", "manifest.json", "run.json", "star.columns"], Files(System.IO.Path.Combine(Path, runId))));
        Assert.Equal(["CURRENT", "LOCK"], Files(Path));
        Assert.All(Files(System.IO.Path.Combine(Path, "runs")), file => Assert.EndsWith("Z.json", file, StringComparison.Ordinal));
        return published;
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Files(string folder) => Directory.GetFiles(folder).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
