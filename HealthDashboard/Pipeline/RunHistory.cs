using System.Globalization;
using System.Text.Json;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>Every run that did something, each recorded as JSON beside the snapshots.</summary>
public sealed class RunHistory(SnapshotStore store)
{
    /// <summary>A small run takes a tenth of its time to learn how to read what it has just written.</summary>
    private volatile Written? _written;

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

    public RunRecord? Find(string runId) => Read(store.Engine.Record(runId));

    /// <summary>The run of the published snapshot.</summary>
    public RunRecord? Published() => store.Current is { } snapshot ? Of(snapshot) : null;

    /// <summary>The run that made a snapshot.</summary>
    public RunRecord? Of(Snapshot snapshot) => Find(snapshot.RunId) ?? Inside(snapshot.RunId);

    /// <summary>The last run or restore that published something.</summary>
    public RunRecord? LastPublication() => All().FirstOrDefault(run => run.State == RunState.Published);

    /// <summary>The restore that made the published snapshot the published one; null when a run did.</summary>
    public RunRecord? RestoreInPlace() => LastPublication() is { RestoredRunId: { } restored } last && restored == store.Current?.RunId ? last : null;

    /// <summary>The number of the run or restore that last published a snapshot; null when none did.</summary>
    public int? LastPublished(string runId) => Find(runId) is { State: RunState.Published }
        ? RunId.Number(All().First(run => run.State == RunState.Published && (run.RestoredRunId ?? run.RunId) == runId).RunId)
        : null;

    /// <summary>Whether a run or restore of that number published something then, to the millisecond.</summary>
    public bool HasPublished(long number, DateTimeOffset at) => Ids().Where(id => RunId.Number(id) == number)
        .Any(id => Find(id)?.PublishedAt?.ToUnixTimeMilliseconds() == at.ToUnixTimeMilliseconds());

    /// <summary>
    /// The published run, where the files and definitions of <paramref name="run"/> are no reason to publish anything else. A
    /// restored snapshot stays, whatever the definitions, while the files are those that were set aside for it: the next start
    /// would undo what somebody decided. The same files are run again on the day on which a visit that lay in the future is none any
    /// more. A restored snapshot that this program cannot read does not stay, and who uploads those files wants them.
    /// </summary>
    public RunRecord? StillHolds(RunRecord run)
    {
        if (Published() is not { } published)
            return null;
        var restored = !run.Uploaded && RestoreInPlace() is { } restore && run.HasFilesOf(restore) && GoldLayer.CanRead(store.Current!);
        return restored || (published.Definitions == run.Definitions && run.HasFilesOf(published) && !(run.Today >= published.RunAgainOn)) ? published : null;
    }

    /// <summary>A run that was refused because tables shrank; null when that is no such run.</summary>
    public RunRecord? Accepted(string runId) =>
        RunId.Is(runId) && Find(runId) is { State: RunState.Refused, Rule: RunRefusals.ShrunkRule } refused ? refused : null;

    /// <summary>The record that a snapshot holds of its own run.</summary>
    public RunRecord? Inside(string runId) => Read(store.Engine.RecordIn(runId));

    /// <summary>Hands the run's snapshot over, with its record, before that is published: no snapshot is ever without one.</summary>
    public void KeepInside(RunRecord run, CancellationToken cancellation = default) => store.Engine.Take(run.RunId, Remembered(run), cancellation);

    /// <summary>
    /// Makes up for a run that was killed between publishing and recording, and for a restore that was killed between recording
    /// and publishing: what it set aside still is the published one then.
    /// </summary>
    public void Complete()
    {
        if (store.Current is { } snapshot && Find(snapshot.RunId) is null && Inside(snapshot.RunId) is { } run)
            Keep(run);
        if (LastPublication() is { RestoredRunId: { } restored } last && last.SetAsideRunId == store.Current?.RunId && store.Find(restored) is not null)
            store.Publish(restored);
    }

    public void Keep(RunRecord run) => store.Engine.Keep(run.RunId, Remembered(run));

    /// <summary>A number that grows with every run, then the time it started: 0042-20250303T060200Z.</summary>
    public string NextId(DateTimeOffset now)
    {
        var number = Ids().Append(store.Current?.RunId ?? "0-").Max(RunId.Number) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number:D4}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
    }

    private IEnumerable<string> Ids() => store.Engine.Recorded().OrderByDescending(RunId.Number);

    private string Remembered(RunRecord run)
    {
        var text = run.ToJson();
        _written = new Written(text, run);
        return text;
    }

    private RunRecord? Read(string? text)
    {
        try
        {
            return text is null ? null : _written is { } written && written.Text == text ? written.Run : RunRecord.FromJson(text);
        }
        catch (JsonException)
        {
            // Someone else's: it tells nothing about a run.
            return null;
        }
    }

    private sealed record Written(string Text, RunRecord Run);
}
