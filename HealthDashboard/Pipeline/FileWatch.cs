using HealthDashboard.Bronze;

namespace HealthDashboard.Pipeline;

/// <summary>
/// Tells when changed files have come to rest: other than those of the last run, and the same at two looks in a row. A copy that
/// rests longer than that in the middle of a file cannot be told from one that has ended.
/// </summary>
public sealed class FileWatch
{
    private string? _taken;
    private string? _seen;

    /// <summary>How the four files of a folder look from outside: where links lead to, how long they are, when they were written and who may read them.</summary>
    public static string Stamps(string folder)
    {
        try
        {
            return string.Join('|', SourceTable.All.SelectMany(table => table.AllIn(folder)).Select(Stamp));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A drive that is away for a moment must not end the watching.
            return fault.GetType().Name;
        }
    }

    private static string Stamp(string path)
    {
        try
        {
            // What .NET tells of a link is the link's own.
            var link = new FileInfo(path);
            var file = link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? link;
            return file.Exists ? $"{link.Name} {file.FullName} {file.Length} {file.LastWriteTimeUtc:O} {(OperatingSystem.IsWindows() ? "" : file.UnixFileMode)}" : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.GetType().Name;
        }
    }

    /// <summary>A run takes the files as they look now.</summary>
    public void Take(string now) => (_taken, _seen) = (now, now);

    /// <summary>True when they are to be run.</summary>
    public bool Look(string now)
    {
        var settled = now == _seen && now != _taken;
        _seen = now;
        return settled;
    }
}
