using System.Reflection;
using HealthDashboard.Sample;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>What all benchmarks work with: a folder that goes when they are done, made-up hospitals, the published program.</summary>
public sealed class Bench : IDisposable
{
    public Bench(string report)
    {
        Folder = Directory.CreateTempSubdirectory("HealthDashboard-benchmarks-").FullName;
        Report = new Report(report);
    }

    /// <summary>The top level of the repository.</summary>
    public static string Repository { get; } =
        typeof(Bench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Repository").Value!;

    public string Folder { get; }

    /// <summary>A folder the program was published to before; null publishes it now.</summary>
    public string? App { get; init; }

    /// <summary>The database of <c>postgres</c>.</summary>
    public string? Connection { get; init; }

    /// <summary>The size of the largest hospital.</summary>
    public int Scale { get; init; }

    /// <summary>How many pages are held open at once.</summary>
    public int Circuits { get; init; }

    /// <summary>How long they change the filter.</summary>
    public TimeSpan Changing { get; init; }

    public Report Report { get; }

    /// <summary>The program as it is deployed: see the Dockerfile.</summary>
    public string Program => field ??= Path.Combine(App is null ? Publish() : Path.GetFullPath(App), "HealthDashboard.dll");

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
