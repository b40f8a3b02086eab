namespace HealthDashboard.Warehouse;

/// <summary>
/// Snapshots in the folder in which they were made. The file CURRENT names the published one and is replaced in one step: readers see the old snapshot
/// or the new one, whole.
/// </summary>
/// <param name="writes">Whether runs are published from here; a dashboard may only show what another one publishes into a folder they share.</param>
public sealed class FileEngine(string folder, bool writes = true) : IWarehouseEngine
{
    private string Pointer => Path.Combine(folder, "CURRENT");

    private string RunsFolder => Path.Combine(folder, "runs");

    public string? Away => null;

    public bool IsWritable => writes;

    public bool IsShared => false;

    /// <summary>Who may write is decided by the lock on the folder.</summary>
    public IDisposable Lock() => writes ? new Nothing() : throw EngineException.OnlyShows();

    public string FolderOf(string runId) => Path.Combine(folder, runId);

    public string? Published() => File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : null;

    public void Publish(string runId) => WholeFile.Write(Pointer, runId + "\n");

    public void Take(string runId, string record, CancellationToken cancellation = default) => WholeFile.Write(PathIn(runId), record);

    public void Remove(string runId)
    {
        new FileSnapshot(runId, FolderOf(runId)).Release();
        Try(() => Directory.Delete(FolderOf(runId), recursive: true));
    }

    public void Sweep()
    {
        foreach (var each in new[] { folder, RunsFolder }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(each, "*.new"))
                Try(() => File.Delete(file));
        }
    }

    public IEnumerable<string> RunIds() => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(RunId.Is)
        : [];

    public bool IsThere(string runId) => LayerFiles.Names.All(name => File.Exists(Path.Combine(FolderOf(runId), name)));

    public Snapshot Open(string runId) => new FileSnapshot(runId, FolderOf(runId));

    public string? RecordIn(string runId) => Text(PathIn(runId));

    public IEnumerable<string> Recorded() => Directory.Exists(RunsFolder)
        ? Directory.EnumerateFiles(RunsFolder, "*-*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(RunId.Is)
        : [];

    public string? Record(string runId) => Text(PathOf(runId));

    public void Keep(string runId, string record)
    {
        Directory.CreateDirectory(RunsFolder);
        WholeFile.Write(PathOf(runId), record);
    }

    private string PathIn(string runId) => Path.Combine(FolderOf(runId), "run.json");

    private string PathOf(string runId) => Path.Combine(RunsFolder, runId + ".json");

    private static string? Text(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>What cannot go now goes with the next run: some systems keep a file that is still being read, and a run that has published has not failed for it.</summary>
    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nobody reads it any more.
        }
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
