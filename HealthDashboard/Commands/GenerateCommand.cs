using System.CommandLine;
using HealthDashboard.Sample;

namespace HealthDashboard.Commands;

/// <summary><c>generate</c>: writes sample data.</summary>
public static class GenerateCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write the four CSV files to.", Required = true };
        var scale = new Option<int>("--scale") { Description = "1 is 600 patients, 60 doctors, 1,500 visits and 2,000 treatments.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same bytes on every machine.", DefaultValueFactory = _ => 1 };
        var dirty = new Option<double>("--dirty") { Description = "The share of rows that get a realistic fault, 0 to 1.", DefaultValueFactory = _ => 0 };
        var command = new Command("generate", "Writes the four CSV files of a made-up hospital.") { folder, scale, seed, dirty };
        scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > SampleData.MaxScale)
                result.AddError($"--scale is a whole number from 1 to {SampleData.MaxScale}.");
        });
        dirty.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
                result.AddError("--dirty is a share from 0 to 1.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.UnmatchedTokens is [var unknown, ..])
                return Refuse($"“{unknown}” is not an option of generate. See generate --help.");
            var to = parsed.GetRequiredValue(folder);
            try
            {
                SampleData.Write(to, parsed.GetValue(scale), parsed.GetValue(seed), parsed.GetValue(dirty));
                return SettingsTokens.Done;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return Refuse($"{to} could not be written. Expected a folder with free space that this program may write to.");
            }
        });
        return command;
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return SettingsTokens.Refused;
    }
}
