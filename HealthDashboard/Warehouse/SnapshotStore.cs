using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Warehouse;

/// <summary>
/// The snapshots of a warehouse, and which of them is the published one: readers see the old snapshot or the new one, whole. Where they lie is the
/// engine's business; they are made in a folder of this machine.
/// </summary>
/// <param name="engine">Files in that folder where there is no other.</param>
public sealed class SnapshotStore(WarehouseOptions options, IWarehouseEngine? engine = null, ILogger<SnapshotStore>? logger = null)
{
    /// <summary>In the record of a run; null until somebody has decided.</summary>
    private const string PublishedAt = "published_at";

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Snapshot> _known = new();
    private readonly FirstReading _reading = new((ILogger?)logger ?? NullLogger.Instance);
    private Snapshot? _current;
    private string? _damage;
    private string? _away;
    private string? _unread;

    /// <summary>Raised after another snapshot was published, here or by another process.</summary>
    public event Action? Published;

    /// <summary>Raised after snapshots that somebody has looked at were removed, here or by another process, or the published one was found damaged.</summary>
    public event Action? Removed;

    /// <summary>Raised after the engine could not be asked any more, or can be again, and after what is published could not be read or was.</summary>
    public event Action? AwayChanged;

    /// <summary>Reads what pages ask of a snapshot, before it takes the place of another one. What cannot be read then is taken another time.</summary>
    public Action<Snapshot>? Prepare
    {
        get => _reading.Prepare;
        set => _reading.Prepare = value;
    }

    /// <summary>What is published, where it could not be read here: it is <see cref="Current"/> only where there was nothing before it.</summary>
    public NotRead? Unread => _reading.Failed;

    /// <summary>Where snapshots and uploads are worked on.</summary>
    public string Folder => options.Path;

    public IWarehouseEngine Engine { get; } = engine ?? new FileEngine(options.Path);

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
    public string? WhyNotReadable => Current is not { } snapshot ? Engine.Away ?? "No snapshot has been published yet."
        : snapshot.Damage() is { } damage ? Damaged(snapshot, damage)
        : null;

    /// <param name="damage">What <see cref="Snapshot.Damage"/> says.</param>
    public static string Damaged(Snapshot snapshot, string damage) => $"The snapshot “{snapshot.RunId}” is damaged: {damage}.";

    /// <summary>A finished snapshot that is kept, published or not; null when there is none of that id. The same object every time, since what is known of a snapshot hangs on it.</summary>
    public Snapshot? Find(string runId) => RunId.Is(runId) && IsFinished(runId) ? Known(runId) : null;

    /// <summary>The ids that <see cref="Find"/> knows, the newest first.</summary>
    public IReadOnlyList<string> Kept() => [.. Engine.RunIds().Where(IsFinished).OrderByDescending(RunId.Number)];

    /// <summary>Whether a kept snapshot is or was the published one, as its run tells: that of an upload which waits for somebody to decide was not.</summary>
    public bool WasPublished(string runId)
    {
        try
        {
            if (Engine.RecordIn(runId) is not { } text)
                return false;
            using var record = JsonDocument.Parse(text);
            return record.RootElement is { ValueKind: JsonValueKind.Object } run && run.TryGetProperty(PublishedAt, out var at) && at.ValueKind == JsonValueKind.String;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads what pages ask of a snapshot that is shown, where nobody has.</summary>
    /// <returns>Whether it could be; where not, <see cref="Unread"/> says why, and <see cref="Refresh"/> tries again.</returns>
    public bool Reads(Snapshot snapshot) => _reading.Try(snapshot);

    /// <summary>Looks whether another snapshot has been published, kept ones were removed, or the published one was damaged meanwhile.</summary>
    public void Refresh()
    {
        if (TakeCurrent())
            Published?.Invoke();
        ForgetRemoved();
        var damage = _current?.Damage();
        if (Interlocked.Exchange(ref _damage, damage) != damage && damage is not null)
            Removed?.Invoke();
        var (away, unread) = (Engine.Away, Unread?.Why);
        var isAwayNews = (Interlocked.Exchange(ref _away, away) is null) != (away is null);
        if (Interlocked.Exchange(ref _unread, unread) != unread || isAwayNews)
            AwayChanged?.Invoke();
    }

    private bool TakeCurrent()
    {
        lock (_lock)
        {
            if (Engine.Published() is not { } runId || !RunId.Is(runId))
                return false;
            if (runId == _current?.RunId)
                return IsReadAtLast(_current);
            // Of the first one to be shown it is told when files are missing; in the place of another it is not taken.
            if (!Engine.IsThere(runId) && (_current is not null || Engine.RecordIn(runId) is null))
                return false;
            var next = Known(runId);
            if (_current is not null && !_reading.Try(next))
                return false;
            _current = next;
            return true;
        }
    }

    /// <summary>Whether what is shown could not be read before and can now: for whoever looks it is there only now.</summary>
    private bool IsReadAtLast(Snapshot current)
    {
        if (_reading.Failed is not { } failed)
            return false;
        if (failed.RunId == current.RunId)
            return _reading.Try(current);
        _reading.Forget();
        return false;
    }

    public SnapshotBuilder Build(string runId, string bronze, string gold) => new(Engine.FolderOf(runId), bronze, gold);

    public void Publish(string runId)
    {
        Engine.Publish(runId);
        Refresh();
    }

    /// <summary>Removes a snapshot that is not published and that nobody else may want. Call it only while holding the run lock.</summary>
    public void Drop(string runId)
    {
        Engine.Remove(runId);
        ForgetRemoved();
    }

    /// <summary>Removes what unfinished runs left and, beyond the number to keep, the oldest snapshots. Call it only while holding the run lock.</summary>
    /// <param name="lastPublished">The number of the run that last published a snapshot; null when none did.</param>
    /// <param name="previewed">Runs whose snapshots stay though they are not published.</param>
    public void Clean(Func<string, int?> lastPublished, IReadOnlySet<string>? previewed = null)
    {
        Engine.Sweep();
        // What is shown here may still be the one before: the published one stays, whether it could be read or not.
        HashSet<string> shown = [.. new[] { Current?.RunId, Engine.Published() }.OfType<string>()];
        var most = Math.Max(Engine.IsShared ? 2 : 1, options.KeepSnapshots) - 1;
        var kept = Math.Max(0, shown.Count - 1);
        var snapshots = Engine.RunIds().Where(runId => previewed?.Contains(runId) is not true).Select(runId => new Left(runId, lastPublished(runId))).ToList();
        snapshots.Sort((a, b) => Nullable.Compare(b.Published, a.Published));
        foreach (var (runId, published) in snapshots)
        {
            if (shown.Contains(runId))
                continue;
            if (published is not null && kept < most && IsUndamaged(runId))
                kept++;
            else
                Engine.Remove(runId);
        }

        ForgetRemoved();
    }

    /// <summary>Only those that have been looked at are remembered.</summary>
    private bool IsUndamaged(string runId) => (_known.TryGetValue(runId, out var known) ? known : Engine.Open(runId)).Damage() is null;

    private bool IsFinished(string runId) => Engine.IsThere(runId) && Engine.RecordIn(runId) is not null;

    private Snapshot Known(string runId) => _known.GetOrAdd(runId, Engine.Open);

    private void ForgetRemoved()
    {
        var removed = _known.Values.Where(snapshot => snapshot != _current && !Engine.IsThere(snapshot.RunId)).ToList();
        foreach (var snapshot in removed)
        {
            _known.TryRemove(snapshot.RunId, out _);
            snapshot.Release();
        }

        if (removed.Count > 0)
            Removed?.Invoke();
    }

    private sealed record Left(string RunId, int? Published);
}
