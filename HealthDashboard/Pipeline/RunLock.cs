using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>Another process is running the pipeline on this warehouse.</summary>
public sealed class RunLockedException() : Exception("Another run is under way on this warehouse. Expected to be the only one; try again when it has ended.")
{
    public const string Rule = "locked";
}

/// <summary>There is no warehouse in a folder, and none can be made or written there.</summary>
public sealed class WarehouseNotWritableException(string folder, Exception why) : IOException(
    $"The warehouse {folder} cannot be written ({why.GetType().Name}). Expected a folder that this program may write to, on a disk with free space that is not read-only (Warehouse:Path).", why);

/// <summary>Held on a folder for the length of a run, or of an upload; the system lets go of it when the process ends, however it ends.</summary>
public sealed class RunLock : IDisposable
{
    /// <summary>What .NET answers where somebody else holds a file: EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;
    private IDisposable? _engine;

    private RunLock(FileStream file) => _file = file;

    /// <summary>On the folder of a warehouse, and on its engine, which others may write to from other folders.</summary>
    /// <exception cref="RunLockedException">Somebody else holds one of them.</exception>
    /// <exception cref="WarehouseNotWritableException">Nobody can have that of the folder.</exception>
    /// <exception cref="EngineException">Nobody can have that of the engine.</exception>
    public static RunLock Take(SnapshotStore store)
    {
        var taken = Take(store.Folder);
        try
        {
            taken._engine = store.Engine.Lock() ?? throw new RunLockedException();
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <exception cref="RunLockedException">Somebody else holds it.</exception>
    /// <exception cref="WarehouseNotWritableException">Nobody can.</exception>
    public static RunLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new RunLock(new FileStream(Path.Combine(folder, "LOCK"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (IOException held) when (Held.Contains(held.HResult))
        {
            throw new RunLockedException();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WarehouseNotWritableException(folder, fault);
        }
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _file.Dispose();
    }
}
