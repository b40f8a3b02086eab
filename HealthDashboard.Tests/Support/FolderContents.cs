namespace HealthDashboard.Tests.Support;

/// <summary>What is in a folder, to compare it with later.</summary>
public static class FolderContents
{
    /// <summary>Every file below <paramref name="folder"/> by its relative path, its bytes in hexadecimal.</summary>
    public static SortedDictionary<string, string> Of(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToHexString(File.ReadAllBytes(path))),
        StringComparer.Ordinal);

    /// <summary>The names of everything right in <paramref name="folder"/>.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
