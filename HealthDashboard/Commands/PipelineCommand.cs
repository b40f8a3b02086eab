using System.CommandLine;
using System.Runtime;
using HealthDashboard.Pipeline;
using HealthDashboard.Telemetry;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

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
        command.SetAction((parsed, cancellation) => SettingsTokens.Use(parsed, tokens => Task.FromResult(Run(tokens, parsed.GetValue(json), parsed.GetValue(accept), cancellation))));
        return command;
    }

    private static int Run(IEnumerable<string> settings, bool json, bool acceptShrink, CancellationToken cancellation)
    {
        var configuration = CommandConfiguration.Read(settings);
        var configured = Settings.From(configuration);
        OwnFiles.KeepPrivate(configured);
        // Nobody waits for answers here: a collector that works beside the run would only take its core.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        using var export = SignalExport.From(configuration);
        var store = new SnapshotStore(configured.Warehouse);
        var history = new RunHistory(store);
        var pipeline = new PipelineRun(configured.Pipeline, store, history, TimeProvider.System, NullLogger<PipelineRun>.Instance);
        Func<RunRecord, bool> accepts = _ => acceptShrink;
        var run = json || Console.IsOutputRedirected
            ? pipeline.Run(PlainLines(json), cancellation, accepts)
            : WithProgressBar(report => pipeline.Run(report, cancellation, accepts));
        var status = new PipelineStatus(history);
        status.Ended(run);
        if (json)
            Console.WriteLine(status.ToJson());
        else
            Ledger.Print(run);
        if (run.State is RunState.Refused or RunState.Failed)
            Console.Error.WriteLine(run.Reason);
        if (run.Rule == RunRefusals.ShrunkRule)
            Console.Error.WriteLine("If that is meant, say so with --accept-shrink.");
        return run.State switch
        {
            RunState.Published or RunState.Unchanged => SettingsTokens.Done,
            RunState.Refused => SettingsTokens.Refused,
            _ => SettingsTokens.OurFault,
        };
    }

    private static Action<RunProgress> PlainLines(bool silent)
    {
        var last = "";
        return progress =>
        {
            if (!silent && $"{progress.Layer} {progress.What}" is var step && step != last)
                Console.WriteLine(last = step);
        };
    }

    private static RunRecord WithProgressBar(Func<Action<RunProgress>, RunRecord> run) => AnsiConsole.Progress().HideCompleted(true).Start(context =>
    {
        var task = context.AddTask("pipeline", maxValue: 1);
        return run(progress =>
        {
            task.Description = $"{progress.Layer} {progress.What}";
            task.Value = progress.Share;
        });
    });
}
