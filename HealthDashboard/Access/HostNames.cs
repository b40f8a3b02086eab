using System.Net;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Access;

/// <summary>
/// The names that the server answers to: localhost, loopback addresses, the hosts it was told to listen on, the address a request came in
/// on, and those of the setting <c>AllowedHosts</c>. A page of any other site could otherwise point its own name at this machine, and a
/// browser on it would let that page read everything as its own.
/// </summary>
public sealed class HostNames
{
    private const string Any = "*";

    private readonly List<StringSegment> _names;

    /// <summary>
    /// Reads what the server was told to listen on, and <c>AllowedHosts</c>: names separated by semicolons, <c>*.example.org</c> for all
    /// below one, <c>*</c> for any.
    /// </summary>
    public HostNames(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        var told = endpoints.Append(configuration["urls"]).OfType<string>().SelectMany(Parts).Select(HostOf).OfType<string>();
        _names = [.. told.Append("localhost").Concat(Allowed(configuration)).Select(host => new StringSegment(host))];
    }

    /// <summary>The names of the setting <c>AllowedHosts</c>.</summary>
    public static IReadOnlyList<string> Allowed(IConfiguration configuration) => Parts(configuration["AllowedHosts"] ?? "");

    public bool Answers(HttpContext http)
    {
        var host = http.Request.Host.Host;
        if (host.Length == 0)
            return false;
        var isHere = IPAddress.TryParse(host, out var address) && Equals(Plain(address), Plain(http.Connection.LocalIpAddress));
        return isHere || IsLocal(host) || _names.Contains(Any) || HostString.MatchesAny(host, _names);
    }

    /// <summary>Whether a host is this machine for whoever sits at it, whatever a name server says.</summary>
    public static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The host to listen on; null for all there are, and for what the server will refuse anyway.</summary>
    private static string? HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host is var host && host is Any or "+" or "0.0.0.0" or "[::]" ? null : host;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A connection over IPv6 may carry an address of IPv4.</summary>
    private static IPAddress? Plain(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
