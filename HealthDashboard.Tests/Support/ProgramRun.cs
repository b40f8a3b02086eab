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

    public static async Task<ProgramRun> OfAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Places.Dashboard, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Places.Repository,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, output.ToArray(), await errors);
    }
}
