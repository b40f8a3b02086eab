using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>
/// Runs the pipeline in the background at start-up and again when the files change. Looks once a second, which also works on
/// network drives that tell nobody of changes; files count as complete when they look the same twice.
/// </summary>
public sealed class PipelineService(PipelineRun pipeline, PipelineStatus status, PipelineOptions options, SnapshotStore store) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile bool _asked;

    /// <summary>Runs within a second, whether or not the files look changed.</summary>
    public void RunNow() => _asked = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = Stamps();
        await RunAsync(stoppingToken);
        var handled = seen;
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            store.Refresh();
            var (before, now) = (seen, Stamps());
            seen = now;
            var changed = options.Watch && now != handled && now == before;
            if (!changed && !_asked)
                continue;
            (handled, _asked) = (now, false);
            await RunAsync(stoppingToken);
        }
    }

    private Task RunAsync(CancellationToken cancellation) =>
        Task.Run(() => status.Ended(pipeline.Run(status.Moved, cancellation)), cancellation);

    private string Stamps() => string.Join('|', SourceTable.All.Select(table =>
    {
        var file = new FileInfo(Path.Combine(options.DataPath, table.FileName));
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc:O}" : "";
    }));
}
