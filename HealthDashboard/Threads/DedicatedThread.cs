using System.Runtime.InteropServices;

namespace HealthDashboard.Threads;

/// <summary>
/// Work of a run goes on threads of its own, which stand back behind those that answer pages. On Linux a thread hands its
/// priority on to those it starts, so it is enough that the first one gives way.
/// </summary>
internal static class DedicatedThread
{
    private const int ThisThread = 0;
    private const int Nice = 10;

    /// <summary>Starts it at the priority of whoever asks.</summary>
    public static Task Start(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    /// <summary>Starts it, and what it starts in turn, behind everything else the program does.</summary>
    public static Task StartBehind(Action work) => Start(() =>
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        // .NET does not hand priorities to Linux, where those of threads are told apart by their nice value. A refusal changes nothing.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisThread, 0, Nice);
        work();
    });

    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, int who, int nice);
}
