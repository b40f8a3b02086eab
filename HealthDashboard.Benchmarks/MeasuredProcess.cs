using System.Diagnostics;

namespace HealthDashboard.Benchmarks;

/// <summary>A process run to its end.</summary>
/// <param name="Seconds">From its start to its exit.</param>
/// <param name="PeakBytes">The most memory it held at once.</param>
public sealed record MeasuredProcess(int ExitCode, double Seconds, long PeakBytes, string Output, string Errors)
{
    /// <summary>Runs a .NET program.</summary>
    public static MeasuredProcess Run(string program, params string[] arguments) => Start("dotnet", [program, .. arguments]);

    public static MeasuredProcess Start(string file, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        // The kernel keeps the peak, but only as long as the process lives: a look every few milliseconds misses its last ones alone.
        while (!process.WaitForExit(5))
            peak = Math.Max(peak, ProcessMemory.Peak(process.Id));
        var seconds = clock.Elapsed.TotalSeconds;
        return new MeasuredProcess(process.ExitCode, seconds, peak, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    public MeasuredProcess MustSucceed() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"A process ended with {ExitCode}:\n{Output}\n{Errors}");
}

/// <summary>What Linux tells of a process's memory.</summary>
public static class ProcessMemory
{
    /// <summary>The most that lay in memory at once; 0 when the process has gone.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    public static long Now(int process) => Read(process, "VmRSS:");

    private static long Read(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
