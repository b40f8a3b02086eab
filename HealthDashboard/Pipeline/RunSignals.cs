using System.Diagnostics;
using HealthDashboard.Telemetry;

namespace HealthDashboard.Pipeline;

/// <summary>What is told of a run, out of its record, which holds no value of any row. Its reason may name files and stays out.</summary>
public static class RunSignals
{
    public static Activity? Begin() => Instruments.Spans.StartActivity("run");

    public static void End(Activity? span, RunRecord run)
    {
        var state = Word(run.State);
        span?.SetTag("state", state).SetTag("run_id", run.RunId).SetTag("uploaded", run.Uploaded).SetTag("rule", run.Rule)
            .SetStatus(run.State is RunState.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        var runs = new TagList { { "state", state } };
        if (run.Rule is not null)
            runs.Add("rule", run.Rule);
        Instruments.Runs.Add(1, runs);

        // Its record is that of the published run: its rows were counted then.
        if (run.State == RunState.Unchanged)
            return;
        foreach (var (layer, seconds) in run.Seconds)
            Instruments.LayerSeconds.Record(seconds, Tag("layer", layer));
        foreach (var (table, ledger) in run.Tables)
        {
            Count(span, table, "read", ledger.Read);
            Count(span, table, "accepted", ledger.Accepted);
            Count(span, table, "rejected", ledger.Rejected);
        }

        foreach (var hits in run.Rules)
            Instruments.RuleHits.Add(hits.Rows, Tag("table", hits.Table), Tag("rule", hits.Rule), Tag("severity", hits.Severity));
    }

    private static void Count(Activity? span, string table, string outcome, long rows)
    {
        span?.SetTag($"{table}.{outcome}", rows);
        Instruments.Rows.Add(rows, Tag("table", table), Tag("outcome", outcome));
    }

    private static string Word(RunState state) => state.ToString().ToLowerInvariant();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
