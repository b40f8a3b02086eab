using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HealthDashboard.Telemetry;

/// <summary>
/// Sends spans and meters to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one, or prints them where OTEL_TRACES_EXPORTER or
/// OTEL_METRICS_EXPORTER is <c>console</c>. Without them nothing of OpenTelemetry is loaded. All else is set as its specification says (OTEL_*).
/// </summary>
public static class SignalExport
{
    private const string Console = "console";

    /// <summary>Circuits open and connected, and requests by route: told by the framework itself, without addresses.</summary>
    private static readonly string[] OfFramework =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];

    /// <returns>Sends what is left when it is disposed; null where nothing is to be sent.</returns>
    public static IDisposable? From(IConfiguration settings)
    {
        var sends = !string.IsNullOrWhiteSpace(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var (traces, metrics) = (settings["OTEL_TRACES_EXPORTER"], settings["OTEL_METRICS_EXPORTER"]);
        return sends || traces == Console || metrics == Console ? Start(sends, traces, metrics) : null;
    }

    private static Both Start(bool sends, string? traces, string? metrics)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(Instruments.Name, serviceVersion: typeof(SignalExport).Assembly.GetName().Version?.ToString(3)).AddEnvironmentVariableDetector();
        var spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Instruments.Name).AddAspNetCoreInstrumentation().AddProcessor(new NoAddresses());
        var meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([Instruments.Name, .. OfFramework]);
        if (traces == Console)
            spans.AddConsoleExporter();
        else if (sends && traces != "none")
            spans.AddOtlpExporter();
        if (metrics == Console)
            meters.AddConsoleExporter();
        else if (sends && metrics != "none")
            meters.AddOtlpExporter();
        return new Both(spans.Build(), meters.Build());
    }

    private sealed class Both(IDisposable spans, IDisposable meters) : IDisposable
    {
        public void Dispose()
        {
            spans.Dispose();
            meters.Dispose();
        }
    }

    /// <summary>
    /// Addresses name patients and hold what people search for, and a host what they came from: of a request only what is listed is told,
    /// its route among it.
    /// </summary>
    private sealed class NoAddresses : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Told =
            ["http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version", "url.scheme"];

        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == Instruments.Name)
                return;
            foreach (var (name, _) in data.TagObjects.Where(tag => !Told.Contains(tag.Key)).ToList())
                data.SetTag(name, null);
        }
    }
}
