using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace HealthDashboard.Benchmarks;

/// <summary>
/// Writes tables into a document, each between two marks that bear its name. Whatever stands around the marks is a person's and
/// stays as it is.
/// </summary>
public sealed partial class Report(string file)
{
    /// <summary>Replaces the table of a section, or puts a new section at the end.</summary>
    public void Write(string section, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, IEnumerable<string>? remarks = null)
    {
        string[] lines =
        [
            $"<!-- {section}: made by the command above, do not edit -->",
            "",
            .. Table(head, rows),
            "",
            .. (remarks ?? []).Select(remark => remark + "\n"),
            $"*{Circumstances()}*",
            "",
            $"<!-- end of {section} -->",
        ];
        var text = string.Join('\n', lines);
        Console.WriteLine(text + "\n");
        var document = File.Exists(file) ? File.ReadAllText(file) : "# Performance\n";
        var old = new Regex($"<!-- {section}:.*?<!-- end of {section} -->", RegexOptions.Singleline);
        File.WriteAllText(file, old.IsMatch(document) ? old.Replace(document, _ => text, 1) : $"{document.TrimEnd()}\n\n{text}\n");
    }

    private static IEnumerable<string> Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        yield return $"| {string.Join(" | ", head)} |";
        yield return $"|{string.Concat(head.Select((_, column) => column == 0 ? "---|" : "---:|"))}";
        foreach (var row in rows)
            yield return $"| {string.Join(" | ", row)} |";
    }

    /// <summary>The machine, the commit and the day: figures mean nothing without them.</summary>
    private static string Circumstances() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, commit {Commit()}, {DateTime.UtcNow:yyyy-MM-dd}");

    private static string Processor() => File.Exists("/proc/cpuinfo") && Model().Match(File.ReadAllText("/proc/cpuinfo")) is { Success: true } model
        ? model.Groups[1].Value.Trim()
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Commit()
    {
        var commit = Git("rev-parse", "--short", "HEAD");
        return Git("status", "--porcelain", "--untracked-files=no", "--", ":!docs").Length == 0 ? commit : commit + " with changes";
    }

    private static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = Bench.Repository })!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return said.Trim();
    }

    [GeneratedRegex("model name\\s*:(.*)")]
    private static partial Regex Model();
}
