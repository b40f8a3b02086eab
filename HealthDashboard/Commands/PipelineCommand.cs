using System.CommandLine;
using System.Runtime;
using HealthDashboard.Engines;
using HealthDashboard.Lake;
using HealthDashboard.Pipeline;
using HealthDashboard.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Commands;

/// <summary><c>pipeline</c>: runs once without a server and prints the ledger.</summary>
public static class PipelineCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print what /pipeline/status.json holds." };
        var accept = new Option<bool>("--accept-shrink") { Description = "Publish although tables lost more of their rows than Pipeline:MaxShrink allows." };
        var command = new Command("pipeline", "Runs the pipeline once and prints what became of every table.") { json, accept };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => SettingsTokens.Use(parsed, tokens => RunAsync(tokens, parsed.GetValue(json), parsed.GetValue(accept), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(IEnumerable<string> settings, bool json, bool acceptShrink, CancellationToken cancellation)
    {
        var configuration = CommandConfiguration.Read(settings);
        var configured = Settings.From(configuration);
        OwnFiles.KeepPrivate(configured);
        // Nobody waits for answers here: a collector that works beside the run would only take its core.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var export = SignalExport.From(configuration);
        var store = WarehouseEngines.Open(configured.Warehouse, configured.Pipeline.Run);
        var history = new RunHistory(store);
        var pipeline = new PipelineRun(configured.Pipeline, store, history, TimeProvider.System, NullLogger<PipelineRun>.Instance);
        Func<RunRecord, bool> accepts = _ => acceptShrink;
        var run = ShownProgress.While("pipeline", json, report => pipeline.Run(report, cancellation, accepts));
        var status = new PipelineStatus(history);
        status.Ended(run);
        if (json)
            Console.WriteLine(status.ToJson());
        else
            Ledger.Print(run);
        if (run.State is RunState.Refused or RunState.Failed)
            await Console.Error.WriteLineAsync(run.Reason);
        if (run.Rule == RunRefusals.ShrunkRule)
            await Console.Error.WriteLineAsync("If that is meant, say so with --accept-shrink.");
        return run.State switch
        {
            RunState.Published or RunState.Unchanged when configured.Lake.Path is not null =>
                await LakeCommand.WriteAsync(new LakeWriter(store, history, TimeProvider.System), configured.Lake, json, cancellation),
            RunState.Published or RunState.Unchanged => SettingsTokens.Done,
            RunState.Refused => SettingsTokens.Refused,
            _ => SettingsTokens.OurFault,
        };
    }
}
