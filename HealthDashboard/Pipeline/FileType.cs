using System.Runtime.InteropServices;
using System.Text;

namespace HealthDashboard.Pipeline;

/// <summary>What stands at a path. To open a pipe means to wait until somebody writes to it, so it is looked at before; .NET does not tell.</summary>
internal static class FileType
{
    private const int CurrentFolder = -100;
    private const uint Mode = 3;
    private const int SizeOfAnswer = 256;
    private const int ModeInAnswer = 28;

    /// <summary>What stands there, links followed, in words; null where it is a regular file, or nothing.</summary>
    public static string? Unusual(string path)
    {
        if (Directory.Exists(path))
            return "a folder";
        var answer = new byte[SizeOfAnswer];
        if (!OperatingSystem.IsLinux() || Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, Mode, answer) != 0)
            return null;
        return (BitConverter.ToUInt16(answer, ModeInAnswer) & 0xF000) switch
        {
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
