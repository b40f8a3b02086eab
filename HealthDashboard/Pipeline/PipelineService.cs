using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>
/// Runs the pipeline in the background, one thing after another: at start-up, when somebody asks, when the files change or what was
/// published is damaged, when it is time again, and over uploads. Looks at the files once a second, which also works on network drives that tell nobody of changes.
/// </summary>
public sealed partial class PipelineService(
    PipelineRun pipeline, PipelineStatus status, PipelineOptions options, SnapshotStore store, UploadStore uploads, RunHistory history,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<PipelineService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly RunSchedule _schedule = new(clock);
    private volatile bool _asked = options.Run;
    private volatile string _acceptedRun = "";
    private string? _seenDamaged;

    /// <summary>Runs as soon as nothing else is under way, whether or not the files look changed.</summary>
    /// <param name="acceptedRun">A run refused because tables shrank: its files are to be published in spite of it. Other files are looked at as ever.</param>
    /// <exception cref="EngineException">This program does not run it.</exception>
    public void RunNow(string acceptedRun = "")
    {
        if (!options.Run)
            throw EngineException.OnlyShows();
        _acceptedRun = acceptedRun;
        _asked = true;
        _wake.Release();
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var files = new FileWatch();
        uploads.Arrived += () => _wake.Release();
        await ListeningAsync(stoppingToken);
        while (true)
        {
            if (_asked)
            {
                _asked = false;
                files.Take(FileWatch.Stamps(options.DataPath));
                await DedicatedThread.StartBehind(() => Run(stoppingToken));
            }

            if (uploads.IsWaiting)
                await DedicatedThread.StartBehind(() => uploads.Preview(stoppingToken));
            if (!await _wake.WaitAsync(Pause, stoppingToken))
                Look(files);
        }
    }

    /// <summary>Somebody else's run over other files is no answer to ours: it is asked for again until the warehouse is free.</summary>
    private void Run(CancellationToken cancellation)
    {
        // Asked within the run: what goes wrong in reading ends in its record, and not the server.
        var run = pipeline.Run(status.Moved, cancellation, now => history.Accepted(_acceptedRun)?.HasFilesOf(now) is true);
        if (run.Rule == RunLockedException.Rule)
        {
            _asked = true;
            status.Moved(RunProgress.Waiting);
        }
        else
        {
            // When the files cannot be run either, it is they that must change: it is not asked again for the same snapshot.
            _seenDamaged = run.Damage is not null && run.State != RunState.Published ? store.Current?.RunId : null;
            _schedule.Ended(run);
            status.Ended(run, _schedule.Next);
        }
    }

    /// <summary>A server that cannot listen ends at once, and must not have begun a run.</summary>
    private async Task ListeningAsync(CancellationToken stopping)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stopping);
    }

    private void Look(FileWatch files)
    {
        try
        {
            store.Refresh();
            if (!options.Run)
                return;
            if (options.Watch && files.Look(FileWatch.Stamps(options.DataPath)))
                _asked = true;
            if (_schedule.IsDue())
                _asked = true;
            if (store.Current is { } current && current.RunId != _seenDamaged && current.Damage() is not null)
                _asked = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A drive that is away for a moment must not end the watching.
            LogCannotLook(fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files or the warehouse could not be looked at ({Fault}); looking again")]
    private partial void LogCannotLook(string fault);
}
