using System.CommandLine;
using HealthDashboard.Access.Audit;

namespace HealthDashboard.Commands;

/// <summary><c>audit verify</c>: says whether the audit is as it was written, while a server may write to it.</summary>
public static class AuditCommand
{
    public static Command Create()
    {
        var verify = new Command("verify", "Says whether every entry is as it was written, and which is the first that is not.");
        verify.TreatUnmatchedTokensAsErrors = false;
        verify.SetAction((parsed, _) => SettingsTokens.Use(parsed, VerifyAsync));
        return new Command("audit", "The audit of who saw what.") { verify };
    }

    private static async Task<int> VerifyAsync(IEnumerable<string> settings)
    {
        var files = new AuditFiles(Settings.From(CommandConfiguration.Read(settings)).State.Path);
        if (!files.AnyExists)
            return await SettingsTokens.RefuseAsync($"There is no audit: {files.Database} is written once people sign in. Expected State:Path to be the folder of that server.");
        var check = AuditCheck.Of(files);
        if (!check.IsWhole)
            return await SettingsTokens.RefuseAsync(check.Words);
        Console.WriteLine(check.Words);
        return SettingsTokens.Done;
    }
}
