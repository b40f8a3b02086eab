using System.Text.Json.Nodes;

namespace HealthDashboard.Pipeline;

/// <summary>What the pipeline is doing and how its last run ended, for everybody who shows it.</summary>
public sealed class PipelineStatus(RunHistory history)
{
    /// <summary>Raised when a run starts, moves on or ends.</summary>
    public event Action? Changed;

    /// <summary>The last run, or null before the first since the program started.</summary>
    public RunRecord? LastRun { get; private set; }

    /// <summary>Where the run under way is, or null when there is none.</summary>
    public RunProgress? Progress { get; private set; }

    public void Moved(RunProgress progress)
    {
        Progress = progress;
        Changed?.Invoke();
    }

    /// <summary>When the server runs again though nobody asks and no file changes; null when it does not.</summary>
    public DateTimeOffset? NextRun { get; private set; }

    public void Ended(RunRecord run, DateTimeOffset? next = null)
    {
        (LastRun, Progress, NextRun) = (run, null, next);
        Changed?.Invoke();
    }

    /// <summary>The last run, with the published snapshot's date and period: what <c>status.json</c> holds.</summary>
    public string ToJson()
    {
        var published = history.Published();
        var run = LastRun ?? published ?? new RunRecord();
        if (Progress is not null || (LastRun is null && published is null))
            run = run with { State = RunState.Running, Reason = null, Rule = null };
        var document = JsonNode.Parse((run with
        {
            PublishedAt = published?.PublishedAt,
            DataFrom = published?.DataFrom,
            DataTo = published?.DataTo,
        }).ToJson())!;
        document["published_run_id"] = published?.RunId;
        document["progress"] = Progress is null ? null : Math.Round(Progress.Share, 3);
        return document.ToJsonString(RunRecord.Format);
    }
}
