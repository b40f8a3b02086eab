namespace HealthDashboard.Pipeline;

/// <summary>Where a run is: the layer, what it works on, and the share of the whole that is done.</summary>
public sealed record RunProgress(string Layer, string What, double Share)
{
    /// <summary>Another process has the warehouse.</summary>
    public static RunProgress Waiting { get; } = new("waiting", "another run on this warehouse", 0);
}
