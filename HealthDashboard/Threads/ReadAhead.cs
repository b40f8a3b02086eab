using System.Collections.Concurrent;

namespace HealthDashboard.Threads;

/// <summary>Lets a source work on another thread, a few items ahead of whoever takes them. Order and faults stay as they are.</summary>
public static class ReadAhead
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> source, int items)
    {
        using var enough = new CancellationTokenSource();
        using var ready = new BlockingCollection<T>(items);
        var reading = DedicatedThread.Start(() =>
        {
            try
            {
                foreach (var item in source)
                    ready.Add(item, enough.Token);
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                // Nobody takes any more.
            }
            finally
            {
                ready.CompleteAdding();
            }
        });
        try
        {
            foreach (var item in ready.GetConsumingEnumerable())
                yield return item;
        }
        finally
        {
            enough.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        reading.GetAwaiter().GetResult();
    }
}
