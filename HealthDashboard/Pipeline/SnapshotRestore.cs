using HealthDashboard.Gold;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>A snapshot cannot be made the published one; the message says why.</summary>
public sealed class RestoreRefusedException(string message) : Exception(message);

/// <summary>Makes a kept snapshot that once was published the published one again.</summary>
public sealed partial class SnapshotRestore(PipelineOptions options, SnapshotStore store, RunHistory history, TimeProvider clock, ILogger<SnapshotRestore> logger)
{
    /// <exception cref="RestoreRefusedException">It is not kept, was never published, is published already, is damaged, or cannot be read.</exception>
    /// <exception cref="RunLockedException">A run is under way.</exception>
    /// <exception cref="Bronze.RunRefusedException">Uploaded files are half-way into their places and cannot go on.</exception>
    public RunRecord Restore(string runId)
    {
        using var only = RunLock.Take(store);
        store.Refresh();
        new UploadCommit(options, store, history).Finish();
        history.Complete();
        if (store.Find(runId) is not { } snapshot)
            throw new RestoreRefusedException($"There is no snapshot “{runId}”. Kept are {string.Join(", ", store.Kept())}.");
        if (history.Find(runId) is not { State: RunState.Published } made)
            throw new RestoreRefusedException($"The snapshot “{runId}” was never published. Expected one that was.");
        if (snapshot == store.Current)
            throw new RestoreRefusedException($"The snapshot “{runId}” is the published one already.");
        if (snapshot.Damage(surely: true) is { } damage)
            throw new RestoreRefusedException(SnapshotStore.Damaged(snapshot, damage));
        if (!GoldLayer.CanRead(snapshot))
            throw new RestoreRefusedException($"The snapshot “{runId}” was made by another version of the program, and this one cannot read it.");

        // Of restores in a row, the files set aside are those of the first: they are the ones that lie in the folder.
        var now = clock.GetUtcNow();
        var run = made with
        {
            RunId = history.NextId(now),
            RestoredRunId = runId,
            SetAsideRunId = store.Current?.RunId,
            Uploaded = false,
            StartedAt = now,
            PublishedAt = now,
            Seconds = made.Seconds.ToDictionary(layer => layer.Key, _ => 0.0),
            Files = (history.RestoreInPlace() ?? history.Published()!).Files,
        };

        // Recorded first: killed in between, the old snapshot stays published until the next run or restore finishes this one
        // (RunHistory.Complete). The other way round, the next run would find the files changed and undo it.
        history.Keep(run);
        store.Publish(runId);
        LogRestored(runId, run.RunId);
        return run;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The snapshot of run {Restored} is published again, recorded as {RunId}")]
    private partial void LogRestored(string restored, string runId);
}
