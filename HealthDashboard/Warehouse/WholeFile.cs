namespace HealthDashboard.Warehouse;

/// <summary>Writes a file so that it is either the old one or the new one, whole.</summary>
public static class WholeFile
{
    public static void Write(string path, string text)
    {
        var aside = path + ".new";
        using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }
}
