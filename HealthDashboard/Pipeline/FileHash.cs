using HealthDashboard.Bronze;
using HealthDashboard.Threads;
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

    /// <summary>Of all files of a folder, by name. The last is mostly the largest and is read beside the others; of several faults that of the first file is told.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyDictionary<string, string> OfAll(string folder)
    {
        var last = SourceTable.All[^1];
        var (hash, files) = RunBoth.Do(() => Of(last, folder), () => SourceTable.All.SkipLast(1).ToDictionary(table => table.FileName, table => Of(table, folder)));
        files[last.FileName] = hash;
        return files;
    }

    /// <param name="hashes">What they were at the start of the run.</param>
    /// <exception cref="RunRefusedException">A file is another one now.</exception>
    public static void Verify(string folder, IReadOnlyDictionary<string, string> hashes)
    {
        var now = OfAll(folder);
        if (SourceTable.All.FirstOrDefault(table => now[table.FileName] != hashes[table.FileName]) is { } changed)
            throw RunRefusedException.FileChanged(changed);
    }
}
