using System.CommandLine;

namespace HealthDashboard.Commands;

/// <summary>What a command line holds besides a command and its options: settings such as <c>--Data:Path folder</c>.</summary>
public static class SettingsTokens
{
    public const int Done = 0;
    public const int OurFault = 1;
    public const int Refused = 2;

    /// <summary>Runs with the settings of the command line; a word that is none, or a value that cannot be used, ends with <see cref="Refused"/>.</summary>
    public static async Task<int> Use(ParseResult parsed, Func<IEnumerable<string>, Task<int>> run)
    {
        var tokens = parsed.UnmatchedTokens;
        var unknown = tokens is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : Settings.Unknown(tokens);
        if (unknown is not null)
        {
            await Console.Error.WriteLineAsync($"“{unknown}” is neither a command, an option nor a setting. See --help.");
            return Refused;
        }

        try
        {
            return await run(tokens);
        }
        catch (FormatException unusable)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return Refused;
        }
    }
}
