using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HealthDashboard.Telemetry;

/// <summary>
/// What the program tells about its own work: spans and meters under one name, which cost next to nothing while nobody listens
/// (<see cref="SignalExport"/>). Tags are names out of the program (of a view, table, rule, layer, state) and numbers, never a value of a record.
/// </summary>
public static class Instruments
{
    public const string Name = "HealthDashboard";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Runs that ended, by <c>state</c>, and where one was refused by <c>rule</c>.</summary>
    public static Counter<long> Runs { get; } = Meter.CreateCounter<long>("health_dashboard.runs", "{run}");

    /// <summary>What each layer of a run took, by <c>layer</c>.</summary>
    public static Histogram<double> LayerSeconds { get; } = Meter.CreateHistogram<double>("health_dashboard.run.layer.duration", "s");

    /// <summary>Rows of the files, by <c>table</c> and <c>outcome</c>: read, accepted or rejected.</summary>
    public static Counter<long> Rows { get; } = Meter.CreateCounter<long>("health_dashboard.rows", "{row}");

    /// <summary>Rows that a rule repaired, remarked on or rejected, by <c>table</c>, <c>rule</c> and <c>severity</c>.</summary>
    public static Counter<long> RuleHits { get; } = Meter.CreateCounter<long>("health_dashboard.rule.hits", "{row}");

    /// <summary>What a view took that was in no cache, by <c>view</c>, <c>scope</c> (everything or filtered), <c>as_of</c> and <c>share_safe</c>.</summary>
    public static Histogram<double> QuerySeconds { get; } = Meter.CreateHistogram(
        "health_dashboard.query.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });

    /// <summary>Rows that it had, before a page was cut from them, by the same.</summary>
    public static Histogram<long> QueryRows { get; } = Meter.CreateHistogram<long>("health_dashboard.query.rows", "{row}");

    /// <summary>Results asked for, by whether they were <c>hit</c>.</summary>
    public static Counter<long> CacheRequests { get; } = Meter.CreateCounter<long>("health_dashboard.cache.requests", "{request}");
}
