namespace HealthDashboard.Pipeline.Uploads;

/// <summary>
/// The files of one upload, in a folder of their own in the warehouse. Held while the process that received them lives and wants
/// them: what nobody holds goes with the next run.
/// </summary>
public sealed class UploadFolder : IDisposable
{
    private readonly RunLock _held;

    private UploadFolder(string path) => (Path, _held) = (path, RunLock.Take(path));

    public string Path { get; }

    private static string Preview(string folder) => System.IO.Path.Combine(folder, "PREVIEW");

    /// <exception cref="Bronze.RunRefusedException">There is no place for it.</exception>
    public static UploadFolder Create(string warehouse)
    {
        try
        {
            return new(System.IO.Path.Combine(Uploads(warehouse), Guid.NewGuid().ToString("N")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or RunLockedException)
        {
            throw RunRefusals.UploadNotKept();
        }
    }

    /// <summary>The snapshot of this run stays as long as the upload, though it is not published.</summary>
    public void KeepSnapshot(string runId) => File.WriteAllText(Preview(Path), runId);

    /// <summary>Removes the uploads that nobody holds, and answers the runs whose snapshots the others keep. Call it only while holding the run lock.</summary>
    public static IReadOnlySet<string> Clean(string warehouse)
    {
        var kept = new HashSet<string>();
        if (!Directory.Exists(Uploads(warehouse)))
            return kept;
        foreach (var folder in Directory.EnumerateDirectories(Uploads(warehouse)))
        {
            try
            {
                using (RunLock.Take(folder))
                    Directory.Delete(folder, recursive: true);
            }
            catch (RunLockedException)
            {
                if (File.Exists(Preview(folder)))
                    kept.Add(File.ReadAllText(Preview(folder)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Some systems keep a file that is still being read; it goes with the next run.
            }
        }

        return kept;
    }

    /// <summary>Removes the files.</summary>
    public void Remove()
    {
        Dispose();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Gone already, or still being read: it goes with the next run.
        }
    }

    /// <summary>Lets go of the files.</summary>
    public void Dispose() => _held.Dispose();

    private static string Uploads(string warehouse) => System.IO.Path.Combine(warehouse, "uploads");
}
