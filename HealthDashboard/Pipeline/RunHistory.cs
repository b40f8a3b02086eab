using System.Globalization;
using System.Text.Json;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>Every run that did something, one JSON file each beside the snapshots.</summary>
public sealed class RunHistory(SnapshotStore store)
{
    public int Count => Ids().Count();

    /// <summary>The newest first; those passed over are not read.</summary>
    public IEnumerable<RunRecord> All(int skip = 0) => Ids().Skip(skip).Select(Find).OfType<RunRecord>();

    /// <summary>Some runs and, behind them, the earlier ones up to one that was published, to compare with.</summary>
    public IReadOnlyList<RunRecord> WithRunBefore(int skip, int take)
    {
        var runs = new List<RunRecord>();
        foreach (var run in All(skip))
        {
            runs.Add(run);
            if (runs.Count > take && run.State == RunState.Published)
                break;
        }

        return runs;
    }

    public RunRecord? Find(string runId) => Read(PathOf(runId));

    /// <summary>The run of the published snapshot.</summary>
    public RunRecord? Published() => store.Current is { } snapshot ? Of(snapshot) : null;

    /// <summary>The run that made a snapshot.</summary>
    public RunRecord? Of(Snapshot snapshot) => Find(snapshot.RunId) ?? Read(Inside(snapshot.RunId));

    public bool WasPublished(string runId) => Find(runId) is { State: RunState.Published };

    /// <summary>Puts the record into its snapshot before that is published, so that no snapshot is ever without one.</summary>
    public void KeepInside(RunRecord run) => SnapshotStore.WriteInOneStep(Inside(run.RunId), run.ToJson());

    /// <summary>Makes up for a run that was killed between publishing and recording.</summary>
    public void Complete()
    {
        if (store.Current is { } snapshot && Find(snapshot.RunId) is null && Read(Inside(snapshot.RunId)) is { } run)
            Keep(run);
    }

    public void Keep(RunRecord run)
    {
        Directory.CreateDirectory(store.RunsFolder);
        SnapshotStore.WriteInOneStep(PathOf(run.RunId), run.ToJson());
    }

    /// <summary>A number that grows with every run, then the time it started: 0042-20250303T060200Z.</summary>
    public string NextId(DateTimeOffset now)
    {
        var number = Ids().Append(store.Current?.RunId ?? "0-").Max(SnapshotStore.Number) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number:D4}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
    }

    private IEnumerable<string> Ids() => Directory.Exists(store.RunsFolder)
        ? Directory.EnumerateFiles(store.RunsFolder, "*-*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Where(SnapshotStore.IsRunId)
            .OrderByDescending(SnapshotStore.Number)
        : [];

    private static RunRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? RunRecord.FromJson(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // Someone else's file: it tells nothing about a run.
            return null;
        }
    }

    private string Inside(string runId) => Path.Combine(store.Folder, runId, "run.json");

    private string PathOf(string runId) => Path.Combine(store.RunsFolder, runId + ".json");
}
