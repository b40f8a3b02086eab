using System.CommandLine;
using System.Globalization;
using HealthDashboard.Bronze;
using HealthDashboard.Sample;

namespace HealthDashboard.Commands;

/// <summary><c>generate</c>: writes sample data.</summary>
public static class GenerateCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write the four CSV files to.", Required = true };
        folder.MustNotBeEmpty("a folder");
        var scale = NumberOption.Of(
            "--scale", "1 is 600 patients, 60 doctors, 1,500 visits and 2,000 treatments.", 1, 1, SampleData.MaxScale, $"a whole number from 1 to {SampleData.MaxScale}");
        var seed = NumberOption.Of<ulong>("--seed", "The same seed gives the same bytes on every machine.", 1, 0, ulong.MaxValue, $"a whole number from 0 to {ulong.MaxValue}");
        var dirty = NumberOption.Of("--dirty", "The share of rows that get a realistic fault, 0 to 1.", 0.0, 0, 1, "a share from 0 to 1, such as 0.1");
        var force = new Option<bool>("--force") { Description = "Overwrite files of these names." };
        var command = new Command("generate", "Writes the four CSV files of a made-up hospital.") { folder, scale, seed, dirty, force };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.UnmatchedTokens is [var unknown, ..])
                return await SettingsTokens.RefuseAsync($"“{unknown}” is not an option of generate. See generate --help.");
            var to = Path.GetFullPath(parsed.GetRequiredValue(folder));
            try
            {
                if (!parsed.GetValue(force) && Present(to) is { Count: > 0 } present)
                    return await SettingsTokens.RefuseAsync($"{to} holds {string.Join(", ", present)} already, and nothing was written. Expected a folder without them, or --force to overwrite them.");
                foreach (var (file, rows) in SampleData.Write(to, parsed.GetValue(scale), parsed.GetValue(seed), parsed.GetValue(dirty)))
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(to, file)}: {rows:N0} rows"));
                return SettingsTokens.Done;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return await SettingsTokens.RefuseAsync($"{to} could not be written. Expected a folder with free space that this program may write to.");
            }
        });
        return command;
    }

    /// <summary>Files that the pipeline would take for the four, whatever capitals their names have.</summary>
    private static List<string> Present(string folder) =>
        [.. SourceTable.All.SelectMany(table => table.AllIn(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
