namespace HealthDashboard.Threads;

/// <summary>Lets pieces of work be taken, in their order, by as many threads as there are cores.</summary>
public static class ShareOut
{
    /// <inheritdoc cref="Do{TTool}"/>
    public static void Do(IReadOnlyList<Action> work) => Do(() => (IDisposable?)null, [.. work.Select(piece => (Action<IDisposable?>)(_ => piece()))]);

    /// <summary>Ends when all have ended; a fault of any is thrown as it was.</summary>
    /// <param name="tool">Makes one for each thread.</param>
    public static void Do<TTool>(Func<TTool> tool, IReadOnlyList<Action<TTool>> work)
        where TTool : IDisposable?
    {
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, work.Count)).Select(_ => DedicatedThread.Start(Work)).ToList();
        foreach (var worker in workers)
            ((IAsyncResult)worker).AsyncWaitHandle.WaitOne();
        foreach (var worker in workers)
            worker.GetAwaiter().GetResult();

        void Work()
        {
            using var own = tool();
            for (int piece; (piece = Interlocked.Increment(ref next)) < work.Count;)
                work[piece](own);
        }
    }
}
