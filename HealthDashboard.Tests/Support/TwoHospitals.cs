using System.Security.Cryptography;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Sample;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Support;

/// <summary>Two hospitals' files, A and B, and the numbers of each when its run is left in peace.</summary>
public sealed class TwoHospitals : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TwoHospitals()
    {
        DapperTypes.Register();
        foreach (var (data, seed) in new[] { ("A", 1UL), ("B", 2UL) })
        {
            SampleData.Write(Folder(data), seed: seed);
            var alone = new SnapshotStore(new WarehouseOptions { Path = Folder("only " + data) });
            Publish(alone, data);
            Numbers[data] = Digest(alone.Current!);
        }

        Assert.NotEqual(Numbers["A"], Numbers["B"]);
    }

    public Dictionary<string, string> Numbers { get; } = [];

    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Runs the pipeline over the files of one of them; answers which.</summary>
    public string Publish(SnapshotStore store, string data)
    {
        var options = new PipelineOptions { DataPath = Folder(data) };
        var run = new PipelineRun(options, store, new RunHistory(store), TimeProvider.System, NullLogger<PipelineRun>.Instance).Run(_ => { }, CancellationToken.None);
        Assert.True(run.State is RunState.Published, $"{run.State}: {run.Reason}");
        return data;
    }

    /// <summary>Every view, digit for digit; the files are sound.</summary>
    public static string Digest(Snapshot snapshot)
    {
        using var all = new MemoryStream();
        foreach (var view in GoldCatalog.All)
            CsvExport.WriteAsync(all, snapshot, view, Scopes.Everything, GridQuery.AllRows, CancellationToken.None).GetAwaiter().GetResult();
        using var connection = snapshot.Open();
        foreach (var layer in LayerFiles.Layers)
            Assert.Equal("ok", connection.ExecuteScalar<string>($"pragma {layer}.quick_check"));
        return Convert.ToHexStringLower(SHA256.HashData(all.ToArray()));
    }

    public void Dispose() => _folder.Dispose();
}
