using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HealthDashboard;

/// <summary>Snapshots, uploads and notes hold patients' data: what this program keeps is read by its own user alone.</summary>
public static class OwnFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const uint OthersAndGroup = 0b000_111_111;

    /// <summary>
    /// From here on new files are 0600 and new folders 0700, SQLite's included; those that an earlier version left open to others are closed.
    /// What one asks for by name (<c>export --out</c>, <c>generate</c>) is as one's own umask says: do not call it there.
    /// </summary>
    public static void KeepPrivate(Settings settings)
    {
        // Windows gives files the rights of their folder.
        if (OperatingSystem.IsWindows())
            return;
        _ = SetMask(OthersAndGroup);

        // What is in a folder is closed with it.
        foreach (var path in new[] { settings.Warehouse.Path, settings.Annotations.Path, settings.State.Path }.Where(Path.Exists))
            Close(path);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Close(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Owner);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, such as the mount of a volume: who owns it decides.
        }
    }

    [DllImport("libc", EntryPoint = "umask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
