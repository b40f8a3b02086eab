using System.Net.Sockets;

/// <summary>
/// Runs inside the measured server, by the runtime's own means (DOTNET_STARTUP_HOOKS), and tells whoever connects how much of the
/// managed heap is in use after a full collection. The server itself knows nothing of it.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable that names the socket to listen on.</summary>
    public const string Variable = "HEALTHDASHBOARD_MEMORY_SOCKET";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } path)
            new Thread(() => Tell(path)) { IsBackground = true, Name = "memory" }.Start();
    }

    private static void Tell(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var asked = listener.Accept();
            // Twice: what finalizers let go of in the first collection goes in the second.
            for (var time = 0; time < 2; time++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            asked.Send(BitConverter.GetBytes(GC.GetTotalMemory(forceFullCollection: true)));
        }
    }
}
