namespace HealthDashboard.Access;

/// <summary>A secret among settings is read by others, on a command line by everybody on the machine; so it lies alone in a file that a setting names.</summary>
public static class SecretFile
{
    /// <summary>Whether every user of the machine may read it, or write another secret into it. Windows gives files the rights of their folder.</summary>
    public static bool IsOpenToAll(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None;

    /// <param name="setting">That names the file.</param>
    /// <param name="what">It should hold.</param>
    /// <exception cref="FormatException">The file cannot be read, or holds nothing.</exception>
    public static string Read(string setting, string path, string what)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } secret ? secret : throw new FormatException($"{setting}, {path}, is empty. Expected {what}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{setting} cannot be read: {fault.Message}", fault);
        }
    }
}
