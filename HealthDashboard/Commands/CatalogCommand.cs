using System.CommandLine;
using HealthDashboard.Lake.Catalog;

namespace HealthDashboard.Commands;

/// <summary><c>catalog</c>: writes what catalogs are told of the lake: the bundle's SQL, metric views, sources and models for dbt.</summary>
public static class CatalogCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder of the bundle. Files of these names are overwritten.", DefaultValueFactory = _ => "databricks" };
        folder.MustNotBeEmpty("a folder");
        var command = new Command("catalog", "Writes the generated files of the Databricks bundle: tables, views, checks, metric views and dbt.") { folder };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => SettingsTokens.Use(parsed, async tokens =>
        {
            var configured = Settings.From(CommandConfiguration.Read(tokens));
            var to = Path.GetFullPath(parsed.GetRequiredValue(folder));
            try
            {
                foreach (var file in GeneratedFile.All(configured.Display.Currency))
                {
                    file.Write(to);
                    Console.WriteLine(Path.Combine(to, file.Path));
                }

                return SettingsTokens.Done;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return await SettingsTokens.RefuseAsync($"{to} could not be written. Expected a folder with free space that this program may write to.");
            }
        }));
        return command;
    }
}
