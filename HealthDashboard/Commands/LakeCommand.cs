using System.CommandLine;
using System.Globalization;
using System.Runtime;
using HealthDashboard.Engines;
using HealthDashboard.Lake;
using HealthDashboard.Pipeline;

namespace HealthDashboard.Commands;

/// <summary><c>lake</c>: writes the published snapshot as Delta tables, and says which version of each table is its.</summary>
public static class LakeCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder of the tables, in the place of Lake:Path." };
        folder.MustNotBeEmpty("a folder");
        var command = new Command("lake", "Writes the published snapshot as Delta tables, which Spark, Databricks, DuckDB and others read.") { folder };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => SettingsTokens.Use(parsed, tokens => RunAsync(tokens, parsed.GetValue(folder), cancellation)));
        return command;
    }

    /// <summary>Writes what is published, and prints it; refused and failed as commands are.</summary>
    internal static async Task<int> WriteAsync(LakeWriter writer, LakeOptions options, bool silent, CancellationToken cancellation)
    {
        try
        {
            var written = ShownProgress.While("lake", silent, report => writer.Write(options, report, cancellation));
            if (!silent)
                Print(written, options.Path!);
            return SettingsTokens.Done;
        }
        catch (LakeRefusedException refused)
        {
            return await SettingsTokens.RefuseAsync(refused.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(FaultMessages.InWords(fault));
            return SettingsTokens.OurFault;
        }
    }

    private static Task<int> RunAsync(IEnumerable<string> settings, string? folder, CancellationToken cancellation)
    {
        var configured = Settings.From(CommandConfiguration.Read(settings));
        // As in a run: nobody waits for answers, and columns are gathered that only go when they are written.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var store = WarehouseEngines.Open(configured.Warehouse, configured.Pipeline.Run);
        var writer = new LakeWriter(store, new RunHistory(store), TimeProvider.System);
        return WriteAsync(writer, folder is null ? configured.Lake : configured.Lake with { Path = Path.GetFullPath(folder) }, silent: false, cancellation);
    }

    private static void Print(LakeWritten written, string folder)
    {
        Console.WriteLine(written.IsNew ? $"lake {written.Run.Id}: written to {folder}" : $"lake {written.Run.Id}: unchanged, it is in {folder}");
        foreach (var table in written.All)
        {
            var rows = table.Rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} rows") : "written before";
            var dropped = table.Dropped.Count == 0 ? "" : $", without {string.Join(", ", table.Dropped)}, which somebody else had added";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Table,-36} version {table.Version,5}  {rows}{dropped}"));
        }
    }
}
