namespace HealthDashboard.Pipeline;

/// <summary>Another process is running the pipeline on this warehouse.</summary>
public sealed class RunLockedException() : Exception("Another run is under way on this warehouse. Expected to be the only one; try again when it has ended.")
{
    public const string Rule = "locked";
}

/// <summary>Held on a folder for the length of a run, or of an upload; the system lets go of it when the process ends, however it ends.</summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="RunLockedException">Somebody else holds it.</exception>
    public static RunLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "LOCK");
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new RunLockedException();
        }
    }

    public void Dispose() => _file.Dispose();
}
