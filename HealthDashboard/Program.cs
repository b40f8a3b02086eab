using System.CommandLine;
using HealthDashboard;
using HealthDashboard.Commands;

var root = new RootCommand("HealthDashboard turns four CSV files of a hospital into answers. Without a command it serves the dashboard.")
{
    PipelineCommand.Create(),
    GenerateCommand.Create(),
    ExportCommand.Create(),
    AuditCommand.Create(),
    AccountsCommand.Create(),
    LakeCommand.Create(),
    MetricViewCommand.Create(),
    CatalogCommand.Create(),
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction((parsed, cancellation) => SettingsTokens.Use(parsed, tokens => Server.RunAsync(tokens, cancellation)));
return await SettingsTokens.RunAsync(root, args);
