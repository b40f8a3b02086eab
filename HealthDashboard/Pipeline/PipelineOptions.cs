using HealthDashboard.Silver;

namespace HealthDashboard.Pipeline;

/// <summary>The settings <c>Data:*</c> and <c>Pipeline:*</c>.</summary>
public sealed record PipelineOptions
{
    /// <summary>The folder of the four CSV files.</summary>
    public string DataPath { get; init; } = "data";

    /// <summary>How the files write a date, from <c>Data:DateFormat</c>.</summary>
    public DateFormat Dates { get; init; } = DateFormat.Iso;

    /// <summary>A table with a larger share of rejected rows refuses the run.</summary>
    public double MaxRejectedShare { get; init; } = 0.5;

    /// <summary>A table that lost a larger share of its rows since the published snapshot refuses the run.</summary>
    public double MaxShrink { get; init; } = 0.5;

    /// <summary>Whether this program runs the pipeline; without it, it shows what another one publishes into the same warehouse.</summary>
    public bool Run { get; init; } = true;

    /// <summary>Run again when the files change.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>The four files of an upload together.</summary>
    public int MaxUploadMegabytes { get; init; } = 1024;

    /// <summary>For all of an upload to arrive: there is one at a time, and one that stands still would keep everybody else out.</summary>
    public TimeSpan UploadDeadline { get; init; } = TimeSpan.FromMinutes(30);
}
