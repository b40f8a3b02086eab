namespace HealthDashboard.Threads;

/// <summary>Lets two pieces of work run at the same time, each on a thread of its own.</summary>
public static class RunBoth
{
    /// <inheritdoc cref="Do(Action, Action)"/>
    /// <returns>What each made.</returns>
    public static (TOne One, TOther Other) Do<TOne, TOther>(Func<TOne> one, Func<TOther> other)
    {
        var (made, madeToo) = (default(TOne)!, default(TOther)!);
        Do(() => { made = one(); }, () => { madeToo = other(); });
        return (made, madeToo);
    }

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
