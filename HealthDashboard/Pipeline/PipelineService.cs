using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>
/// Runs the pipeline in the background, one thing after another: at start-up, when somebody asks, when the files change, and over
/// uploads. Looks at the files once a second, which also works on network drives that tell nobody of changes.
/// </summary>
public sealed partial class PipelineService(
    PipelineRun pipeline, PipelineStatus status, PipelineOptions options, SnapshotStore store, Uploads uploads, RunHistory history,
    IHostApplicationLifetime lifetime, ILogger<PipelineService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0);
    private volatile bool _asked = true;
    private volatile string _acceptedRun = "";

    /// <summary>Runs as soon as nothing else is under way, whether or not the files look changed.</summary>
    /// <param name="acceptedRun">A run refused because tables shrank: its files are to be published in spite of it. Other files are looked at as ever.</param>
    public void RunNow(string acceptedRun = "")
    {
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
                files.Take(Stamps());
                await OwnThread.StartBehind(() => Run(stoppingToken));
            }

            if (uploads.IsWaiting)
                await OwnThread.StartBehind(() => uploads.Preview(stoppingToken));
            if (!await _wake.WaitAsync(Pause, stoppingToken))
                Look(files);
        }
    }

    /// <summary>Somebody else's run over other files is no answer to ours: it is asked for again until the warehouse is free.</summary>
    private void Run(CancellationToken cancellation)
    {
        var accepted = history.Accepted(_acceptedRun);
        var run = pipeline.Run(status.Moved, cancellation, now => accepted?.HasFilesOf(now) is true);
        if (run.Rule == RunLockedException.Rule)
        {
            _asked = true;
            status.Moved(RunProgress.Waiting);
        }
        else
        {
            status.Ended(run);
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
            if (options.Watch && files.Look(Stamps()))
                _asked = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A drive that is away for a moment must not end the watching.
            LogCannotLook(fault.GetType().Name);
        }
    }

    private string Stamps() => string.Join('|', SourceTable.All.SelectMany(table => table.AllIn(options.DataPath)).Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.Name} {file.Length} {file.LastWriteTimeUtc:O}" : "";
    }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files or the warehouse could not be looked at ({Fault}); looking again")]
    private partial void LogCannotLook(string fault);
}
