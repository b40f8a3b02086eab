using System.Diagnostics;

namespace HealthDashboard.Telemetry;

/// <summary>A view that is computed: a span and two numbers when it is disposed. The filter's values stay out, only its kind is told.</summary>
public sealed class QuerySignal(string view, bool isEverything, bool isPast, bool isShareSafe) : IDisposable
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly Activity? _span = Instruments.Spans.StartActivity("query");

    /// <summary>All rows the view has under its scope and grid; null while it has none because it failed.</summary>
    public long? Rows { get; set; }

    public void Dispose()
    {
        var tags = new TagList
        {
            { "view", view },
            { "scope", isEverything ? "everything" : "filtered" },
            { "as_of", isPast },
            { "share_safe", isShareSafe },
        };
        Instruments.QuerySeconds.Record(Stopwatch.GetElapsedTime(_since).TotalSeconds, tags);
        if (Rows is { } rows)
            Instruments.QueryRows.Record(rows, tags);
        if (_span is null)
            return;
        foreach (var (name, value) in tags)
            _span.SetTag(name, value);
        _span.SetTag("rows", Rows);
        _span.Dispose();
    }
}
