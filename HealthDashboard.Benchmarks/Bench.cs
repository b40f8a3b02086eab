using System.Reflection;
using HealthDashboard.Sample;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>What all benchmarks work with: a folder that goes when they are done, made-up hospitals, the published program.</summary>
public sealed class Bench : IDisposable
{
    private readonly string? _app;

    /// <param name="app">A folder the program was published to before; null publishes it now.</param>
    /// <param name="scale">The largest hospital.</param>
    public Bench(string? app, int scale, string report)
    {
        Folder = Directory.CreateTempSubdirectory("HealthDashboard-benchmarks-").FullName;
        Scale = scale;
        Report = new Report(report);
        _app = app;
    }

    /// <summary>The top level of the repository.</summary>
    public static string Repository { get; } =
        typeof(Bench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Repository").Value!;

    public string Folder { get; }

    public int Scale { get; }

    public Report Report { get; }

    /// <summary>The program as it is deployed: see the Dockerfile.</summary>
    public string Program => field ??= Path.Combine(_app is null ? Publish() : Path.GetFullPath(_app), "HealthDashboard.dll");

    /// <summary>The four files of a hospital.</summary>
    public string Data(int scale, double dirty = 0)
    {
        var folder = Path.Combine(Folder, $"data-{scale}{(dirty > 0 ? "-dirty" : "")}");
        if (!Directory.Exists(folder))
        {
            Say($"writing a hospital of scale {scale}");
            SampleData.Write(folder, scale, dirty: dirty);
        }

        return folder;
    }

    /// <summary>A warehouse with a published snapshot of a clean hospital.</summary>
    public string Warehouse(int scale)
    {
        var folder = Path.Combine(Folder, $"warehouse-{scale}");
        if (!Directory.Exists(folder))
        {
            var data = Data(scale);
            Say($"building a snapshot of scale {scale}");
            MeasuredProcess.Run(Program, "pipeline", "--Data:Path", data, "--Warehouse:Path", folder).MustSucceed();
        }

        return folder;
    }

    public Snapshot Snapshot(int scale) => new SnapshotStore(new WarehouseOptions { Path = Warehouse(scale) }).Current!;

    public static void Say(string what) => Console.Error.WriteLine($"… {what}");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Publish()
    {
        var folder = Path.Combine(Folder, "app");
        Say("publishing the program");
        MeasuredProcess.Start("dotnet", "publish", Path.Combine(Repository, "HealthDashboard"), "--configuration", "Release", "--output", folder,
            "-p:PublishReadyToRun=true", "--use-current-runtime", "--self-contained", "false", "--verbosity", "quiet", "--nologo").MustSucceed();
        return folder;
    }
}
