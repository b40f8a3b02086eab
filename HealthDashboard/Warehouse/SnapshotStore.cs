using System.Collections.Concurrent;
using System.Text.Json;

namespace HealthDashboard.Warehouse;

/// <summary>
/// The folder of snapshots. The file CURRENT names the published one and is replaced in one step: readers see the old
/// snapshot or the new one, whole.
/// </summary>
public sealed class SnapshotStore(WarehouseOptions options)
{
    /// <summary>In the record of a run; null until somebody has decided.</summary>
    private const string PublishedAt = "published_at";

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Snapshot> _known = new();
    private Snapshot? _current;
    private string? _damage;

    /// <summary>Raised after another snapshot was published, here or by another process.</summary>
    public event Action? Published;

    /// <summary>Raised after snapshots that somebody has looked at were removed, here or by another process, or the published one was found damaged.</summary>
    public event Action? Removed;

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

    /// <summary>The published snapshot, where its files are what was published; null before the first, and while they are damaged.</summary>
    public Snapshot? Readable => Current is { } snapshot && snapshot.Damage() is null ? snapshot : null;

    /// <summary>Why there is nothing to read, in a sentence; null when there is.</summary>
    public string? WhyNotReadable => Current is not { } snapshot ? "No snapshot has been published yet."
        : snapshot.Damage() is { } damage ? Damaged(snapshot, damage)
        : null;

    /// <param name="damage">What <see cref="Snapshot.Damage"/> says.</param>
    public static string Damaged(Snapshot snapshot, string damage) => $"The snapshot “{snapshot.RunId}” is damaged: {damage}.";

    /// <summary>A finished snapshot that is kept, published or not; null when there is none of that id. The same object every time, since what is known of a snapshot hangs on it.</summary>
    public Snapshot? Find(string runId) => RunId.Is(runId) && IsFinished(runId) ? Known(runId) : null;

    /// <summary>The ids that <see cref="Find"/> knows, the newest first.</summary>
    public IReadOnlyList<string> Kept() => [.. RunIds().Where(IsFinished).OrderByDescending(RunId.Number)];

    /// <summary>Whether a kept snapshot is or was the published one, as its run tells: that of an upload which waits for somebody to decide was not.</summary>
    public bool WasPublished(string runId)
    {
        try
        {
            using var record = JsonDocument.Parse(File.ReadAllBytes(RecordOf(runId)));
            return record.RootElement is { ValueKind: JsonValueKind.Object } run && run.TryGetProperty(PublishedAt, out var at) && at.ValueKind == JsonValueKind.String;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What a finished snapshot tells of the run that made it; it is written last.</summary>
    public string RecordOf(string runId) => Path.Combine(Folder, runId, "run.json");

    /// <summary>Looks whether another snapshot has been published, kept ones were removed, or the published one was damaged meanwhile.</summary>
    public void Refresh()
    {
        if (TakeCurrent())
            Published?.Invoke();
        ForgetRemoved();
        var damage = _current?.Damage();
        if (Interlocked.Exchange(ref _damage, damage) != damage && damage is not null)
            Removed?.Invoke();
    }

    private bool TakeCurrent()
    {
        lock (_lock)
        {
            var runId = File.Exists(Pointer) ? File.ReadAllText(Pointer).Trim() : "";
            if (runId == _current?.RunId || !RunId.Is(runId))
                return false;
            // Of the first one to be shown it is told when files are missing; in the place of another it is not taken.
            if (_current is null ? !File.Exists(RecordOf(runId)) && !IsThere(runId) : !IsThere(runId))
                return false;
            _current = Known(runId);
            return true;
        }
    }

    public SnapshotBuilder Build(string runId, string bronze, string gold) => new(Path.Combine(Folder, runId), bronze, gold);

    public void Publish(string runId)
    {
        WholeFile.Write(Pointer, runId + "\n");
        Refresh();
    }

    /// <summary>Removes a snapshot that is not published and that nobody else may want.</summary>
    public void Drop(string runId)
    {
        Remove(runId);
        ForgetRemoved();
    }

    /// <summary>Removes what unfinished runs left and, beyond the number to keep, the oldest snapshots. Call it only while holding the run lock.</summary>
    /// <param name="lastPublished">The number of the run that last published a snapshot; null when none did.</param>
    /// <param name="previewed">Runs whose snapshots stay though they are not published.</param>
    public void Clean(Func<string, int?> lastPublished, IReadOnlySet<string>? previewed = null)
    {
        foreach (var folder in new[] { Folder, RunsFolder }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.new"))
                Try(() => File.Delete(file));
        }

        var kept = 0;
        foreach (var (runId, published) in RunIds()
            .Where(runId => previewed?.Contains(runId) is not true)
            .Select(runId => (runId, lastPublished(runId)))
            .OrderByDescending(each => each.Item2))
        {
            var keep = runId == Current?.RunId || (published is not null && IsUndamaged(runId) && kept < Math.Max(1, options.KeepSnapshots) - 1);
            if (keep && runId != Current?.RunId)
                kept++;
            if (!keep)
                Remove(runId);
        }

        ForgetRemoved();
    }

    private IEnumerable<string> RunIds() => Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Where(name => RunId.Is(name))
        : [];

    private bool IsUndamaged(string runId) => (_known.TryGetValue(runId, out var known) ? known.Damage() : Manifest.Damage(Path.Combine(Folder, runId), toTheByte: false)) is null;

    private bool IsThere(string runId) => LayerFiles.Names.All(name => File.Exists(Path.Combine(Folder, runId, name)));

    private bool IsFinished(string runId) => IsThere(runId) && File.Exists(RecordOf(runId));

    private Snapshot Known(string runId) => _known.GetOrAdd(runId, id => new Snapshot(id, Path.Combine(Folder, id)));

    private void ForgetRemoved()
    {
        var removed = _known.Values.Where(snapshot => snapshot != _current && !IsThere(snapshot.RunId)).ToList();
        foreach (var snapshot in removed)
        {
            _known.TryRemove(snapshot.RunId, out _);
            snapshot.Release();
        }

        if (removed.Count > 0)
            Removed?.Invoke();
    }

    private void Remove(string runId)
    {
        new Snapshot(runId, Path.Combine(Folder, runId)).Release();
        Try(() => Directory.Delete(Path.Combine(Folder, runId), recursive: true));
    }

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
}
