using System.CommandLine;
using System.CommandLine.Invocation;

namespace HealthDashboard.Commands;

/// <summary>How commands end, and what a command line holds besides a command and its options: settings such as <c>--Data:Path folder</c>.</summary>
public static class SettingsTokens
{
    public const int Done = 0;
    public const int OurFault = 1;
    public const int Refused = 2;

    /// <summary>Runs what the command line asks for; one that cannot be understood ends with <see cref="Refused"/>.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        // A name that starts with @ is a name: no file is read in its place.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Action is ParseErrorAction
            ? await RefuseAsync($"{string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct())} See --help.")
            : await parsed.InvokeAsync();
    }

    /// <summary>Runs with the settings of the command line; a word that is none, or a value that cannot be used, ends with <see cref="Refused"/>.</summary>
    /// <param name="taken">Words of settings that an option of many words took for its own.</param>
    public static async Task<int> Use(ParseResult parsed, Func<IEnumerable<string>, Task<int>> run, params IEnumerable<string> taken)
    {
        string[] tokens = [.. parsed.UnmatchedTokens, .. taken];
        if (Settings.Unusable(tokens) is { } problem)
            return await RefuseAsync(problem);
        try
        {
            return await run(tokens);
        }
        catch (FormatException unusable)
        {
            return await RefuseAsync(unusable.Message);
        }
    }

    public static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return Refused;
    }
}
