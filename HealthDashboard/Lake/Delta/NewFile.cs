using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HealthDashboard.Lake.Delta;

/// <summary>
/// Makes a file, whole, where there is none, and never takes the place of another's. A move without overwriting looks first and renames then,
/// so that two may win; a second name for a file that lies there already is given by the system in one step.
/// </summary>
internal static partial class NewFile
{
    private const int ExistsOnUnix = 17;
    private const int ExistsOnWindows = 183;

    /// <returns>Whether it was made; false where somebody else's is there.</returns>
    /// <exception cref="LakeRefusedException">The file system gives no second names, or takes no more.</exception>
    public static bool Put(string path, ReadOnlySpan<byte> content)
    {
        var aside = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, content, 0);
                RandomAccess.FlushToDisk(file);
            }

            if (OperatingSystem.IsWindows() ? CreateHardLink(path, aside, 0) : Link(aside, path) == 0)
                return true;
            var error = Marshal.GetLastPInvokeError();
            return error == (OperatingSystem.IsWindows() ? ExistsOnWindows : ExistsOnUnix)
                ? false
                : throw new LakeRefusedException($"{path} could not be put there: {Marshal.GetPInvokeErrorMessage(error)}. Expected a file system with hard links, such as that of a local disk or NFS (Lake:Path).");
        }
        finally
        {
            File.Delete(aside);
        }
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string to, string from, nint attributes);
}
