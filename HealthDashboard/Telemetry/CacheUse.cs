namespace HealthDashboard.Telemetry;

/// <summary>Whether one result had to be computed, or was kept from before or computed for another who asked at the same time.</summary>
public sealed class CacheUse
{
    private bool _missed;

    public T Missed<T>(T computed)
    {
        _missed = true;
        return computed;
    }

    public void Count() => Instruments.CacheRequests.Add(1, new KeyValuePair<string, object?>("hit", !_missed));
}
