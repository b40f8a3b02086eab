using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Silver;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Pipeline;

/// <summary>The whole run: bronze, silver, gold, checks, publish. One at a time on a warehouse, whoever starts it.</summary>
public sealed class PipelineRun(
    PipelineOptions options, SnapshotStore store, RunHistory history, TimeProvider clock, ILogger<PipelineRun> logger)
{
    /// <summary>A new build may compute other numbers from the same files.</summary>
    private static readonly string Definitions = typeof(PipelineRun).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    private readonly UploadCommit _incoming = new(options, store, history);

    /// <summary>Runs once over Data:Path. Faults end in the record, not in an exception; the published snapshot then stays as it was.</summary>
    /// <param name="acceptsShrink">Told the run once its files are known: whether somebody has decided that tables may have shrunk in these.</param>
    public RunRecord Run(Action<RunProgress> report, CancellationToken cancellation, Func<RunRecord, bool>? acceptsShrink = null) =>
        Run(null, report, acceptsShrink ?? (_ => false), cancellation);

    /// <summary>
    /// Runs once over an upload, with the same rules, limits and checks, into a snapshot that is not published. Tables that shrank are
    /// in its record: who looks at it decides on them.
    /// </summary>
    public RunRecord Preview(UploadFolder upload, Action<RunProgress> report, CancellationToken cancellation) => Run(upload, report, _ => true, cancellation);

    /// <summary>Publishes a preview, and puts its files into Data:Path: the next run finds them unchanged.</summary>
    /// <param name="comparedWith">The published run that the preview was compared with.</param>
    /// <param name="acceptShrink">Also where tables shrank.</param>
    /// <exception cref="RunRefusedException">That is not the published one any more, tables shrank, or the files cannot take their places.</exception>
    /// <exception cref="RunLockedException">A run is under way.</exception>
    public RunRecord Publish(RunRecord previewed, UploadFolder upload, string? comparedWith, bool acceptShrink = false)
    {
        if (previewed.Shrunk.Count > 0 && !acceptShrink)
            throw RunRefusals.ShrinkNotAccepted(previewed.Shrunk);
        using var only = RunLock.Take(store);
        var run = _incoming.Publish(previewed with { State = RunState.Published, PublishedAt = clock.GetUtcNow() }, upload.Path, comparedWith);
        Clean();
        logger.Confirmed(run.RunId);
        return run;
    }

    private RunRecord Run(UploadFolder? upload, Action<RunProgress> report, Func<RunRecord, bool> acceptsShrink, CancellationToken cancellation)
    {
        var run = new RunRecord { State = RunState.Running, StartedAt = clock.GetUtcNow(), Definitions = DefinitionsUnder(options), Uploaded = upload is not null };
        using var span = RunSignals.Begin();
        try
        {
            using (RunLock.Take(store))
            {
                store.Refresh();
                _incoming.Finish();
                history.Complete();
                Clean();
                run = run with { RunId = history.NextId(run.StartedAt) };
                run = RunOnce(run, upload?.Path ?? options.DataPath, report, acceptsShrink, cancellation);

                // On a full disk there is no room for the record before what the run left is gone.
                if (run.State is RunState.Refused or RunState.Failed)
                    Clean();
                if (run.State != RunState.Unchanged)
                    history.Keep(run);
                if (run.State == RunState.Previewed)
                    upload!.KeepSnapshot(run.RunId);
                Clean();
            }

            // Said when the warehouse is free again for whoever waits for it.
            if (run.State == RunState.Published)
                logger.Published(run.RunId, run.Seconds.Values.Sum());
        }
        catch (RunLockedException locked)
        {
            // Not recorded: the run that holds the lock is, and this one has read nothing.
            run = run with { State = RunState.Refused, Rule = RunLockedException.Rule, Reason = locked.Message };
        }
        catch (RunRefusedException refused)
        {
            logger.Refused(run.RunId, refused.Rule, refused.Message);
            run = run with { State = RunState.Refused, Rule = refused.Rule, Reason = refused.Message };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The warehouse itself cannot be used: there is nowhere to record the run. What is published is so all the same.
            logger.Failed(run.RunId, FaultMessages.ForTheLog(fault));
            if (run.State is not (RunState.Published or RunState.Failed))
                run = run with { State = RunState.Failed, Reason = FaultMessages.InWords(fault) };
            if (fault is EngineException && run is { State: RunState.Failed, RunId: not "" })
                KeepAnew(run);
        }

        RunSignals.End(span, run);
        return run;
    }

    /// <summary>The build, and the settings that give other rows from the same files.</summary>
    private static string DefinitionsUnder(PipelineOptions options) => options.Dates == DateFormat.Iso ? Definitions : $"{Definitions} {options.Dates.Name}";

    /// <summary>An engine that was lost in the middle of a run, and the lock with it, may be back.</summary>
    private void KeepAnew(RunRecord run)
    {
        try
        {
            using var only = RunLock.Take(store);
            Clean();
            history.Keep(run);
        }
        catch (Exception still) when (still is IOException or RunLockedException)
        {
            // It is not, or somebody else writes by now: what came of the run is in the log.
        }
    }

    private void Clean() => store.Clean(history.LastPublished, UploadFolder.Clean(store.Folder));

    private RunRecord RunOnce(RunRecord run, string folder, Action<RunProgress> report, Func<RunRecord, bool> acceptsShrink, CancellationToken cancellation)
    {
        var seconds = new StageTimer();
        IEnumerable<RuleCount> counted = [];
        RunLimits? limits = null;
        try
        {
            report(new RunProgress("bronze", "files", 0));
            run = run with { Damage = Damage() };
            run = run with { Files = FileHash.OfAll(folder) };
            if (run.Damage is null && history.StillHolds(run) is { } published)
            {
                logger.Unchanged(published.RunId);
                return published with { State = RunState.Unchanged, StartedAt = run.StartedAt, Damage = null };
            }

            using var snapshot = store.Build(run.RunId, BronzeLayer.Schema(run.RunId), $"{SilverWriter.Schema};\n{GoldLayer.Schema}");
            var hits = new RuleHits(snapshot.Gold);
            counted = hits.Counts;
            var ledger = new Dictionary<string, TableLedger>();
            run = run with { Tables = ledger, Seconds = seconds.Layers };
            limits = new RunLimits(options, history.Published(), acceptsShrink(run));
            var filler = new SnapshotFiller(snapshot, folder, options.Dates, hits, seconds, report, cancellation);
            (run, var remarks, var accepted) = filler.Fill(run, ledger, (table, hint) => limits.Check(table, ledger[table.Name], WhyRejected.InWords(table, hits.Counts, hint)));
            run = run with { Shrunk = limits.Shrunk };
            SnapshotFiller.GiveBack(ledger);
            snapshot.Complete();
            snapshot.Execute(RuleHits.Index);
            run = run with { Quality = DataQualityIndex.Of(run, remarks, snapshot.Connection), RunAgainOn = FutureVisits.FirstDay(snapshot.Connection, run.Today, options.Dates) };
            seconds.Into("checks");
            report(new RunProgress("checks", "all", 0.95));
            // The disk works while the processor does. Nobody else has these files, so it is no loss that closing one here drops SQLite's lock on it.
            var columns = true;
            RunBoth.Do(() => { snapshot.Flush(); columns = StarColumnsFile.IsWhole(snapshot.Folder); }, () => run = run with { Checks = GoldChecks.Run(snapshot.Open, accepted) });
            run = run with { Checks = [.. run.Checks, new CheckResult("columns" + GoldChecks.Whole, columns ? 0 : 1)] };
            seconds.Stop();
            if (GoldChecks.WhatIsWrong(run.Checks) is { } broken)
            {
                logger.Failed(run.RunId, broken);
                return run with { State = RunState.Failed, Reason = broken };
            }

            FileHash.Verify(folder, run.Files);
            cancellation.ThrowIfCancellationRequested();
            snapshot.Seal();
            if (run.Uploaded)
            {
                run = run with { State = RunState.Previewed };
                history.KeepInside(run, cancellation);
                return run;
            }

            run = run with { State = RunState.Published, PublishedAt = clock.GetUtcNow() };
            history.KeepInside(run, cancellation);
            store.Publish(run.RunId);
            return run;
        }
        catch (RunRefusedException refused)
        {
            logger.Refused(run.RunId, refused.Rule, refused.Message);
            return SoFar() with { State = RunState.Refused, Rule = refused.Rule, Reason = refused.Message };
        }
        catch (OperationCanceledException)
        {
            history.Keep(SoFar() with { State = RunState.Failed, Reason = "Broken off before its end. The published snapshot is untouched." });
            throw;
        }
        catch (Exception fault)
        {
            logger.Failed(run.RunId, FaultMessages.ForTheLog(fault));
            return SoFar() with { State = RunState.Failed, Reason = FaultMessages.InWords(fault) };
        }

        string? Damage()
        {
            if (store.Current is not { } snapshot || snapshot.Damage(surely: true) is not { } damage)
                return null;
            logger.Damaged(snapshot.RunId, damage);
            return SnapshotStore.Damaged(snapshot, damage);
        }

        RunRecord SoFar()
        {
            seconds.Stop();
            return run with { Rules = [.. counted], Shrunk = limits?.Shrunk ?? [] };
        }
    }
}
