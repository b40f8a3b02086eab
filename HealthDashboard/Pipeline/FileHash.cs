using HealthDashboard.Bronze;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>Tells whether a file is the one that was read before.</summary>
public static class FileHash
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    /// <exception cref="RunRefusedException">The file is missing, is no regular file, or cannot be read.</exception>
    public static string Of(SourceTable table, string folder)
    {
        if (FileType.Unusual(table.PathIn(folder)) is { } kind)
            throw RunRefusedException.FileUnreadable(table, $"it is {kind}");
        try
        {
            return FileDigest.Of(table.PathIn(folder));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RunRefusedException.FileMissing(table, folder);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw RunRefusedException.FileUnreadable(table, "it cannot be opened for reading");
        }
    }

    /// <exception cref="RunRefusedException">The file is not the one it was at the start of the run.</exception>
    public static void Verify(SourceTable table, string folder, string hash)
    {
        if (Of(table, folder) != hash)
            throw RunRefusedException.FileChanged(table);
    }
}
