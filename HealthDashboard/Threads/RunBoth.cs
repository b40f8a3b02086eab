namespace HealthDashboard.Threads;

/// <summary>Lets two pieces of work run at the same time, each on a thread of its own.</summary>
public static class RunBoth
{
    /// <summary>Ends when both have ended; a fault of either is thrown as it was.</summary>
    public static void Do(Action one, Action other)
    {
        var aside = DedicatedThread.Start(one);
        try
        {
            other();
        }
        finally
        {
            ((IAsyncResult)aside).AsyncWaitHandle.WaitOne();
        }

        aside.GetAwaiter().GetResult();
    }
}
