using System.Net;
using System.Text.RegularExpressions;
using HealthDashboard.Access;
using HealthDashboard.Configuration;

namespace HealthDashboard;

/// <summary>The settings <c>Hosting:*</c>: under which path of a host the dashboard is reached.</summary>
public sealed record HostingOptions
{
    /// <summary>Such as <c>/dashboard</c>; empty at the root.</summary>
    public PathString PathBase { get; init; }

    /// <summary>Who may say under which path it is reached (<c>X-Forwarded-Prefix</c>), that it is by https (<c>X-Forwarded-Proto</c>), and by whom (<c>X-Forwarded-For</c>).</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>Whether requests from an address are a proxy's.</summary>
    public bool IsProxy(IPAddress? from) => from is not null && Proxies.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from);

    /// <exception cref="FormatException">A value cannot be used.</exception>
    public static HostingOptions From(SettingsReader read)
    {
        const string Path = "Hosting:PathBase", Proxy = "Hosting:Proxies";
        var path = read.Text(Path, "").TrimEnd('/');
        var proxies = read.Text(Proxy, "");
        return new HostingOptions
        {
            PathBase = path.Length == 0 || Hosting.IsPath(path) ? path : throw SettingsReader.Unusable(Path, path, "a path such as /dashboard"),
            Proxies = [.. proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(each =>
                IPAddress.TryParse(each, out var address) ? address : throw SettingsReader.Unusable(Proxy, proxies, "addresses such as 10.0.0.7, with commas between"))],
        };
    }
}

/// <summary>Serving under a path of a host that others share.</summary>
public static partial class Hosting
{
    private const string Prefix = "X-Forwarded-Prefix";
    private const string Scheme = "X-Forwarded-Proto";
    private const string Client = "X-Forwarded-For";

    /// <summary>
    /// Proxies hand a request on with the path in front of it, or have taken it away: both are answered, and every link of a page starts
    /// with that path. What the header says becomes part of each link, so it must be a plain path from a proxy that one has named.
    /// </summary>
    public static void UseHosting(this WebApplication app, HostingOptions options)
    {
        app.Use((http, next) =>
        {
            http.Request.Path = OfThisHost(http.Request.Path);
            // Of the way to a circuit some name the scheme of the socket.
            if (IsFromProxy(http, options) && http.Request.Headers[Scheme].ToString() is "https" or "wss")
                http.Request.Scheme = Uri.UriSchemeHttps;
            // The proxy has added the last one; what stands before it anybody may have written.
            if (IsFromProxy(http, options) && IPEndPoint.TryParse(http.Request.Headers[Client].ToString().Split(',')[^1].Trim(), out var client))
                http.Features.Set(new ForwardedClient(client.Address));
            var path = new PathString(Said(http, options) ?? options.PathBase);
            if (path.HasValue)
            {
                if (http.Request.Path.StartsWithSegments(path, out var rest))
                    http.Request.Path = rest.HasValue ? rest : "/";
                http.Request.PathBase = path;
            }

            return next(http);
        });
        app.UseRouting();
    }

    public static bool IsPath(string text) => Plain().IsMatch(text);

    /// <summary>What starts with two slashes is the name of another host once a link or a redirect is made of it.</summary>
    private static PathString OfThisHost(PathString path) =>
        path.Value is ['/', '/' or '\\', ..] value ? new PathString("/" + value.TrimStart('/', '\\')) : path;

    private static bool IsFromProxy(HttpContext http, HostingOptions options) => options.IsProxy(http.Connection.RemoteIpAddress);

    private static string? Said(HttpContext http, HostingOptions options) =>
        IsFromProxy(http, options) && http.Request.Headers[Prefix] is [{ } said] && said.TrimEnd('/') is var path && IsPath(path)
            ? path
            : null;

    [GeneratedRegex(@"^(/[A-Za-z0-9_~][A-Za-z0-9._~-]*)+\z")]
    private static partial Regex Plain();
}
