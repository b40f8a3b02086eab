using System.Diagnostics;
using HealthDashboard.Telemetry;

namespace HealthDashboard.Pipeline;

/// <summary>How long the layers of a run took, in seconds. They take turns, so it is told which one works now.</summary>
public sealed class StageTimer
{
    private readonly Dictionary<string, double> _layers = [];
    private string? _layer;
    private long _since;
    private Activity? _span;

    public IReadOnlyDictionary<string, double> Layers => _layers;

    public void Into(string layer)
    {
        Stop();
        (_layer, _since, _span) = (layer, Stopwatch.GetTimestamp(), Instruments.Spans.StartActivity(layer));
    }

    public void Stop()
    {
        if (_layer is not null)
            _layers[_layer] = Math.Round(_layers.GetValueOrDefault(_layer) + Stopwatch.GetElapsedTime(_since).TotalSeconds, 6);
        _span?.Dispose();
        (_layer, _span) = (null, null);
    }
}
