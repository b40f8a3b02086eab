using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace HealthDashboard.Tests.Support;

/// <summary>A command of the real program, run to its end in a process of its own.</summary>
public sealed record ProgramRun(int ExitCode, byte[] Bytes, string Errors)
{
    /// <summary>What it printed.</summary>
    public string Output => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Output)!;

    public static Task<ProgramRun> OfAsync(params string[] arguments) => RunAsync(new ProcessStartInfo("dotnet", [Places.Dashboard, .. arguments]));

    /// <summary>The same where no file may grow beyond a limit in KiB: a disk that takes no more, which needs no rights and no disk of one's own.</summary>
    public static Task<ProgramRun> OnFullDiskAsync(int limit, params string[] arguments) => RunAsync(
        new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {limit}; exec dotnet \"$@\"", "full", Places.Dashboard, .. arguments])
        {
            // The runtime maps its code from a file, which must not count; a blocked write is to be an error, not the end.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        });

    private static async Task<ProgramRun> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        (start.StandardErrorEncoding, start.WorkingDirectory) = (Encoding.UTF8, Places.Repository);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, output.ToArray(), await errors);
    }
}
