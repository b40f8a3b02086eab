using System.CommandLine;
using HealthDashboard.Access;
using HealthDashboard.Engines;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Commands;

/// <summary><c>export</c>: writes the CSV that the page offers.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var view = new Argument<string>("view") { Description = "One of " + string.Join(", ", GoldCatalog.All.Select(known => known.Name)) + "." };
        var dimensions = Dimensions.Filters.ToDictionary(dimension => dimension.Parameter!, dimension => new Option<string[]>($"--{dimension.Parameter!.Replace('_', '-')}")
        {
            Description = dimension == Dimensions.Doctor
                ? "Only visits of the doctor with this id; several are alternatives."
                : $"Only {(dimension.IsOfTreatments ? "treatments with this" : "visits with this")} {dimension.Label.ToLowerInvariant()}; several are alternatives.",
        });
        var filters = new Dictionary<string, Option<string?>>
        {
            ["from"] = new("--from") { Description = "Only visits on or after this date (2025-03-03)." },
            ["as_of"] = new("--as-of") { Description = "As it was in the kept snapshot of this run." },
            ["by"] = new("--by") { Description = "Of weekly views: week (the usual), month, quarter or year." },
            ["to"] = new("--to") { Description = "Only visits on or before this date (2025-03-09)." },
        };
        var share = new Option<bool>("--share-safe") { Description = "Withhold numbers that rest on 1 to 10 patients." };
        var file = new Option<string?>("--out") { Description = "The file to write; without it the CSV goes to standard output." };
        file.MustNotBeEmpty("a file");
        var command = new Command("export", "Writes a gold view of the published snapshot as CSV.") { view, share, file };
        foreach (var filter in filters.Values)
            command.Options.Add(filter);
        foreach (var filter in dimensions.Values)
            command.Options.Add(filter);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => SettingsTokens.Use(parsed, tokens => RunAsync(
            tokens, parsed.GetRequiredValue(view), Asked(parsed), parsed.GetValue(file), cancellation)));
        return command;

        Func<string, StringValues> Asked(ParseResult parsed) => name =>
            name == "share" && parsed.GetValue(share) ? "safe"
            : dimensions.TryGetValue(name, out var values) ? new StringValues(parsed.GetValue(values))
            : filters.TryGetValue(name, out var option) ? parsed.GetValue(option) : StringValues.Empty;
    }

    private static async Task<int> RunAsync(
        IEnumerable<string> settings, string name, Func<string, StringValues> filters, string? file, CancellationToken cancellation)
    {
        var configured = Settings.From(CommandConfiguration.Read(settings));
        if (GoldCatalog.Find(name) is not { } known)
            return await SettingsTokens.RefuseAsync($"There is no view “{name}”. Known are {string.Join(", ", GoldCatalog.All.Select(each => each.Name))}.");
        try
        {
            var view = AddressQuery.ReadBy(filters, known);
            var store = WarehouseEngines.Open(configured.Warehouse, configured.Pipeline.Run);
            if (AddressQuery.ReadSnapshot(filters, store, Reach.Everything) is not { } snapshot || snapshot.Damage(surely: true) is not null)
                return await SettingsTokens.RefuseAsync($"{store.WhyNotReadable} Run the pipeline first.");
            var scope = AddressQuery.ReadScope(filters, FilterChoices.Of(snapshot, Reach.Everything));
            scope.MustNotList(view);
            if (file is not null)
                await OutputFile.WriteAsync(file, WriteAsync);
            else
                await WriteAsync(Console.OpenStandardOutput());
            return SettingsTokens.Done;

            Task WriteAsync(Stream stream) => CsvExport.WriteAsync(stream, snapshot, view, scope, GridQuery.AllRows, cancellation);
        }
        catch (Exception refused) when (refused is UnusableFilterException or WithheldException)
        {
            return await SettingsTokens.RefuseAsync(refused.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await SettingsTokens.RefuseAsync($"{file ?? "Standard output"} could not be written. Expected a file in a folder this program may write to.");
        }
    }
}
