namespace HealthDashboard.Access;

/// <summary>
/// What tells that a proxy has handed a request on. One that hides itself wholly is told from nobody: whoever sets that up has the machine.
/// </summary>
public static class HandedOn
{
    /// <summary>What proxies add, with whatever they were told to say: of an address, a host, a scheme or a path.</summary>
    private static readonly string[] Headers =
    [
        "Forwarded", "Via", "X-Forwarded", "X-Original-", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Envoy-", "True-Client-IP", "CF-Connecting-IP",
    ];

    /// <summary>The header, or the version of HTTP that no browser has spoken for decades and nginx speaks unless it is told otherwise; null where nothing tells.</summary>
    public static string? By(HttpRequest request) =>
        request.Headers.Keys.FirstOrDefault(header => Headers.Any(each => header.StartsWith(each, StringComparison.OrdinalIgnoreCase)))
        ?? (HttpProtocol.IsHttp10(request.Protocol) ? request.Protocol : null);
}
