using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>
/// The runs of a lake in Unity Catalog, as its table <c>published</c> tells of them. It is read and never written: another dashboard writes the lake. What
/// it said is remembered, and it is asked anew after a while alone, since each question wakes a warehouse that sleeps.
/// </summary>
public sealed partial class DatabricksEngine(DatabricksAddress address, TimeProvider clock, ILogger<DatabricksEngine> logger) : IWarehouseEngine, IDisposable
{
    /// <summary>After a failure, at first, and how long whoever asks first waits for a warehouse that wakes.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromSeconds(3);

    private readonly StatementExecution _statements = new(address, clock);
    private readonly Lock _one = new();
    private volatile Dictionary<string, Run> _runs = [];
    private volatile string? _away;
    private Task? _asking;
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private TimeSpan _again = Again;

    public string? Away => _away ?? (_statements.IsStarting ? StatementFault.Waking(address) : null);

    public bool IsWritable => false;

    public bool IsShared => true;

    public IDisposable Lock() => throw EngineException.OnlyShows();

    public string FolderOf(string runId) => throw EngineException.OnlyShows();

    public string? Published()
    {
        Task? begun = null;
        lock (_one)
        {
            // Where a page gave up on a warehouse that wakes, it is asked until it is awake, so that it is known when it is.
            if (_asking is null or { IsCompleted: true } && (_statements.TakeGivenUp() || clock.GetUtcNow() >= _due))
                _asking = begun = Task.Run(AskAsync);
        }

        // Once there is something to show, nobody waits for what is newer; and of many who ask, one waits.
        if (_runs.Count == 0)
            begun?.Wait(Patience);
        return _runs.Values.MaxBy(run => run.At)?.Id;
    }

    public IEnumerable<string> RunIds() => _runs.Keys;

    public bool IsThere(string runId) => _runs.ContainsKey(runId);

    public Snapshot Open(string runId) => new DatabricksSnapshot(runId, address, _statements, (_runs.GetValueOrDefault(runId) ?? throw NoRun(runId)).Versions);

    public string? RecordIn(string runId) => Record(runId);

    public IEnumerable<string> Recorded() => _runs.Keys;

    /// <summary>What the lake tells of a run: that it was published, and when. What became of the files is with whoever writes the lake.</summary>
    public string? Record(string runId) => _runs.GetValueOrDefault(runId)?.Record;

    public void Publish(string runId) => throw EngineException.OnlyShows();

    public void Take(string runId, string record, CancellationToken cancellation = default) => throw EngineException.OnlyShows();

    public void Remove(string runId) => throw EngineException.OnlyShows();

    public void Sweep() => throw EngineException.OnlyShows();

    public void Keep(string runId, string record) => throw EngineException.OnlyShows();

    public void Dispose() => _statements.Dispose();

    private async Task AskAsync()
    {
        await Task.Yield();
        try
        {
            using var connection = new SnapshotConnection(new DatabricksConnection(_statements, new LakeNames(address, new Dictionary<string, long>()), _statements.Longest), SqlDialect.Spark);
            var rows = connection.Query<Row>("select run_id, unix_millis(published_at) as at, table_name, version from gold.published").ToList();
            var runs = rows.Where(row => Warehouse.RunId.Is(row.RunId)).GroupBy(row => row.RunId).Select(run => _runs.GetValueOrDefault(run.Key) is { } known && known.At == run.Max(row => row.At)
                ? known
                : new Run(run.Key, run.Max(row => row.At), run.GroupBy(row => row.TableName).ToDictionary(table => table.Key, table => table.MaxBy(row => row.At)!.Version))).ToDictionary(run => run.Id);
            if (runs.Values.MaxBy(run => run.At) is { Record: null } newest)
                newest.Record = RecordOf(newest);
            foreach (var run in runs.Values.Where(run => run.Record is null))
                run.Record = new RunRecord { State = RunState.Published, RunId = run.Id, StartedAt = run.Moment, PublishedAt = run.Moment }.ToJson();
            (_runs, _away) = (runs, runs.Count > 0 ? null : $"The lake in Databricks ({address}) tells of no run. Expected a table published in it, as the bundle makes it, and a run that was written (docs/databricks.md).");
            Due(isFound: runs.Count > 0);
        }
        catch (Exception fault)
        {
            // What nobody has foreseen must not be asked again every second, nor reach a page.
            _away = fault switch
            {
                EngineException => fault.Message,
                _ => $"The table published in Databricks ({address}) is not one that a dashboard wrote ({fault.GetType().Name}). Expected the lake's own, as the bundle makes it (docs/databricks.md).",
            };
            LogAway(_away);
            Due(isFound: false);
        }
    }

    private string RecordOf(Run run)
    {
        using var connection = Open(run).Open();
        var (from, to) = connection.QuerySingle<(string? From, string? To)>("select cast(min(visit_date) as string) as first_day, cast(max(visit_date) as string) as last_day from gold.dim_visits where week is not null");
        return new RunRecord
        {
            State = RunState.Published,
            RunId = run.Id,
            StartedAt = run.Moment,
            PublishedAt = run.Moment,
            DataFrom = from is null ? null : Weeks.Day(from),
            DataTo = to is null ? null : Weeks.Day(to),
        }.ToJson();
    }

    private DatabricksSnapshot Open(Run run) => new(run.Id, address, _statements, run.Versions);

    /// <summary>What fails is asked ever more seldom, up to as often as what does not: each question keeps a warehouse awake, which costs.</summary>
    private void Due(bool isFound)
    {
        lock (_one)
        {
            var again = _again < address.Refresh ? _again : address.Refresh;
            (_due, _again) = (clock.GetUtcNow() + (isFound ? address.Refresh : again), isFound ? Again : again * 2);
        }
    }

    private EngineException NoRun(string runId) => new($"The lake in Databricks ({address}) does not tell of the run “{runId}” any more. Expected one that its table published names.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogAway(string reason);

    private sealed record Row
    {
        public string RunId { get; init; } = "";

        public long At { get; init; }

        public string TableName { get; init; } = "";

        public long Version { get; init; }
    }

    private sealed record Run(string Id, long At, Dictionary<string, long> Versions)
    {
        public DateTimeOffset Moment => DateTimeOffset.FromUnixTimeMilliseconds(At);

        public string? Record { get; set; }
    }
}
