using System.Net;

namespace HealthDashboard.Access;

/// <summary>Who asks, by the word of a proxy that one has named. For counting alone: the right to do anything never rests on it.</summary>
public sealed record ForwardedClient(IPAddress Address)
{
    public static IPAddress? Of(HttpContext http) => http.Features.Get<ForwardedClient>()?.Address ?? http.Connection.RemoteIpAddress;
}
