using System.CommandLine;
using HealthDashboard.Lake.Catalog;

namespace HealthDashboard.Commands;

/// <summary><c>metric-view</c>: prints a metric view of Databricks, made of the program's own dimensions and measures.</summary>
public static class MetricViewCommand
{
    public static Command Create()
    {
        var names = string.Join(" or ", MetricView.All.Select(known => known.Name));
        var view = new Argument<string>("view") { Description = $"{names}." };
        var schema = new Option<string>("--schema") { Description = "Catalog and schema of the star schema's tables.", DefaultValueFactory = _ => "health.gold" };
        schema.MustNotBeEmpty("a catalog and a schema, such as health.gold");
        var command = new Command("metric-view", "Prints a metric view of Databricks: the dashboard's dimensions and measures, as YAML.") { view, schema };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => SettingsTokens.Use(parsed, async tokens =>
        {
            var configured = Settings.From(CommandConfiguration.Read(tokens));
            if (MetricView.All.FirstOrDefault(known => known.Name == parsed.GetRequiredValue(view)) is not { } known)
                return await SettingsTokens.RefuseAsync($"There is no metric view “{parsed.GetValue(view)}”. Known are {names}.");
            await Console.Out.WriteAsync(known.Yaml(parsed.GetRequiredValue(schema), configured.Display.Currency));
            return SettingsTokens.Done;
        }));
        return command;
    }
}
