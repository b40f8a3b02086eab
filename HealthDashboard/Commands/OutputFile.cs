using HealthDashboard.Pipeline;

namespace HealthDashboard.Commands;

/// <summary>A file that somebody names to be written: it is the old one until the new one is whole.</summary>
internal static class OutputFile
{
    /// <summary>What is no regular file, such as a pipe, is written straight.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (FileType.Unusual(path) is not null)
        {
            await using var straight = new FileStream(path, FileMode.Open, FileAccess.Write);
            await write(straight);
            return;
        }

        // Through a link it is what the link leads to that is another.
        var file = new FileInfo(path);
        file = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        var aside = Path.Combine(file.DirectoryName!, $".{file.Name}.{Guid.NewGuid():N}.new");
        try
        {
            await using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            KeepRights(file, aside);
            File.Move(aside, file.FullName, overwrite: true);
        }
        catch (Exception fault)
        {
            File.Delete(aside);
            if (fault is ArgumentOutOfRangeException)
            {
                // What the system calls a file that may not grow any further.
                throw new IOException("The file could not grow.", fault);
            }

            throw;
        }
    }

    /// <summary>A file that may not be written is not replaced either, and who may read the old one may read the new one.</summary>
    private static void KeepRights(FileInfo old, string aside)
    {
        if (!old.Exists)
            return;
        using (old.OpenWrite())
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(aside, old.UnixFileMode);
        }
    }
}
