using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Pipeline.Uploads;

/// <summary>
/// At most one upload at a time: received, run into a snapshot that nobody is shown as the published one, and then published or
/// discarded. Only the program's memory knows it: files and snapshot of an upload go with the program.
/// </summary>
public sealed class UploadStore(PipelineRun pipeline, PipelineStatus status, PipelineOptions options, SnapshotStore store) : IDisposable
{
    public const string Busy = "Another upload is under way. Wait until it can be looked at, or stop it there.";

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _publishing = new(1);
    private CancellationTokenSource _stop = new();
    private UploadFolder? _folder;

    /// <summary>Raised whenever <see cref="Current"/> is another.</summary>
    public event Action? Changed;

    /// <summary>Raised when an upload waits for its run.</summary>
    public event Action? Arrived;

    public Upload? Current { get; private set; }

    /// <summary>Takes the four files; false when another upload is under way.</summary>
    public async Task<bool> ReceiveAsync(MultipartReader form, long? length, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (Current is { Phase: UploadPhase.Receiving or UploadPhase.Running })
                return false;
            Clear();
            Current = new Upload(UploadPhase.Receiving);
        }

        Changed?.Invoke();
        string? problem = null;
        try
        {
            _folder = UploadFolder.Create(store.Folder);
            problem = await UploadReceiver.ReceiveAsync(
                form, length, _folder.Path, options, progress => Become(new Upload(UploadPhase.Receiving) { Progress = progress }), cancellation);
        }
        catch (RunRefusedException refused)
        {
            problem = refused.Message;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException)
        {
            problem = "The upload ended before the files were complete. Send them again.";
        }

        if (problem is not null)
        {
            Clear();
            Become(new Upload(UploadPhase.Refused) { Problem = problem });
            return true;
        }

        Become(new Upload(UploadPhase.Running));
        Arrived?.Invoke();
        return true;
    }

    public bool IsWaiting => Current is { Phase: UploadPhase.Running };

    /// <summary>Runs the upload that waits, if one does.</summary>
    public void Preview(CancellationToken stopping)
    {
        if (Current is not { Phase: UploadPhase.Running } waiting || _folder is not { } folder)
            return;
        if (_stop.IsCancellationRequested)
        {
            Clear();
            Become(null);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, _stop.Token);
        var upload = waiting with { ComparedWith = store.Current?.RunId };
        try
        {
            var run = pipeline.Preview(folder, progress => Become(upload with { Progress = progress }), stop.Token);
            if (run.Rule == RunLockedException.Rule)
            {
                Become(upload with { Progress = RunProgress.Waiting });
                return;
            }

            var phase = run.State switch { RunState.Previewed => UploadPhase.Ready, RunState.Unchanged => UploadPhase.Unchanged, _ => UploadPhase.Refused };
            if (phase != UploadPhase.Ready)
                Clear();
            Become(upload with { Phase = phase, Progress = null, Run = run, Problem = run.Reason });
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Clear();
            Become(null);
        }
    }

    /// <summary>Publishes the upload that can be looked at; false when there is none, or when its <see cref="Upload.Problem"/> says why not.</summary>
    /// <param name="acceptShrink">Also where tables lost more of their rows than the limit allows.</param>
    public bool Publish(bool acceptShrink = false)
    {
        _publishing.Wait();
        try
        {
            if (Current is not { Phase: UploadPhase.Ready, Run: { } run } ready || _folder is not { } folder)
                return false;
            try
            {
                status.Ended(pipeline.Publish(run, folder, ready.ComparedWith, acceptShrink));
            }
            catch (RunRefusedException unfinished) when (unfinished.Rule == RunRefusals.Unfinished)
            {
                // Decided and begun: the next run needs what there is of it.
                folder.Dispose();
                _folder = null;
                Become(ready with { Phase = UploadPhase.Refused, Problem = unfinished.Message });
                return false;
            }
            catch (Exception refused) when (refused is RunRefusedException or RunLockedException or IOException or UnauthorizedAccessException)
            {
                Become(ready with { Problem = refused is RunRefusedException or RunLockedException ? refused.Message : FaultMessages.InWords(refused) });
                return false;
            }

            folder.Remove();
            _folder = null;
            Become(null);
            return true;
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Forgets the upload, also in the middle of its run.</summary>
    public void Discard()
    {
        _publishing.Wait();
        try
        {
            if (Current is { Phase: UploadPhase.Running })
            {
                _stop.Cancel();
                return;
            }

            if (Current is { Phase: UploadPhase.Receiving })
                return;
            Clear();
            Become(null);
        }
        finally
        {
            _publishing.Release();
        }
    }

    public void Dispose()
    {
        Clear();
        _stop.Dispose();
        _publishing.Dispose();
    }

    private void Become(Upload? upload)
    {
        Current = upload;
        Changed?.Invoke();
    }

    private void Clear()
    {
        _folder?.Remove();
        _folder = null;
        if (Current is { Phase: UploadPhase.Ready, Run: { } run })
            Drop(run.RunId);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private void Drop(string runId)
    {
        try
        {
            using var only = RunLock.Take(store);
            store.Drop(runId);
        }
        catch (Exception later) when (later is RunLockedException or IOException)
        {
            // A run is under way, or the warehouse is away: nobody holds the snapshot any more, and it goes when that or the next one ends.
        }
    }
}
