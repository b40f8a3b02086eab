using System.Text.RegularExpressions;

namespace HealthDashboard.Warehouse;

/// <summary>
/// The folder of snapshots. The file CURRENT names the published one and is replaced in one step: readers see the old
/// snapshot or the new one, whole.
/// </summary>
public sealed partial class SnapshotStore(WarehouseOptions options)
{
    private readonly Lock _lock = new();
    private Snapshot? _current;

    /// <summary>Raised after another snapshot was published, here or by another process.</summary>
    public event Action? Published;

    public string Folder => options.Path;

    public string RunsFolder => Path.Combine(Folder, "runs");

    private string Pointer => Path.Combine(Folder, "CURRENT");

    /// <summary>The published snapshot, or null before the first.</summary>
    public Snapshot? Current
    {
        get
        {
            if (_current is null)
                Refresh();
            return _current;
        }
    }

    /// <summary>Looks whether another snapshot has been published meanwhile.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            var runId = File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : "";
            if (runId == _current?.RunId || !RunId().IsMatch(runId) || !IsWhole(runId))
                return;
            _current = new Snapshot(runId, Path.Combine(Folder, runId));
        }

        Published?.Invoke();
    }

    public SnapshotBuilder Build(string runId) => new(Path.Combine(Folder, runId));

    public void Publish(string runId)
    {
        WriteInOneStep(Pointer, runId + "\n");
        Refresh();
    }

    /// <summary>A snapshot whose files are there, published or not; null for any other name.</summary>
    public Snapshot? Find(string runId)
    {
        if (runId == Current?.RunId)
            return Current;
        return IsRunId(runId) && IsWhole(runId) ? new Snapshot(runId, Path.Combine(Folder, runId)) : null;
    }

    /// <summary>Removes what unfinished runs left and, beyond the number to keep, the oldest snapshots. Call it only while holding the run lock.</summary>
    /// <param name="previewed">Runs whose snapshots stay though they are not published.</param>
    public void Clean(Func<string, bool> wasPublished, IReadOnlySet<string>? previewed = null)
    {
        foreach (var folder in new[] { Folder, RunsFolder }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.new"))
                File.Delete(file);
        }

        var kept = 0;
        foreach (var runId in RunIds().Where(runId => previewed?.Contains(runId) is not true).OrderByDescending(Number))
        {
            var keep = runId == Current?.RunId || (wasPublished(runId) && IsWhole(runId) && kept < Math.Max(1, options.KeepSnapshots) - 1);
            if (keep && runId != Current?.RunId)
                kept++;
            if (!keep)
                Remove(runId);
        }
    }

    /// <summary>Writes a file so that it is either the old one or the new one, whole.</summary>
    public static void WriteInOneStep(string path, string text)
    {
        var aside = path + ".new";
        using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Run ids start with a number that grows, so that their order does not hang on the clock.</summary>
    public static int Number(string runId) => int.Parse(runId.AsSpan(0, runId.IndexOf('-', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture);

    public static bool IsRunId(string name) => RunId().IsMatch(name);

    private IEnumerable<string> RunIds() => Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Where(name => RunId().IsMatch(name))
        : [];

    private bool IsWhole(string runId) => SnapshotBuilder.Layers.All(layer => File.Exists(Path.Combine(Folder, runId, layer + ".db")));

    /// <summary>Removes a snapshot that is not published and that nobody else may want.</summary>
    public void Remove(string runId)
    {
        var snapshot = new Snapshot(runId, Path.Combine(Folder, runId));
        snapshot.Release();
        try
        {
            Directory.Delete(snapshot.Folder, recursive: true);
        }
        catch (IOException)
        {
            // Some systems keep a file that is still being read; it goes with the next run.
        }
    }

    [GeneratedRegex(@"^\d{4,9}-[0-9TZ-]+$")]
    private static partial Regex RunId();
}
