using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using HealthDashboard.Access;

namespace HealthDashboard;

/// <summary>Where the server listens, and what it says about that.</summary>
public static partial class Listening
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Expected = "Expected a free address of this machine, such as --urls http://localhost:5080.";

    /// <summary>In <see cref="AuthMode.Local"/> no address but the machine's own is ever listened on, whatever setting names it.</summary>
    public static void Guard(this WebApplicationBuilder builder, AuthMode mode) => builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
    {
        if (mode == AuthMode.Local && endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
            throw new FormatException(
                $"The dashboard has no sign-in, so it listens on this machine alone; found an address that others reach too ({address}). " +
                "Expected --urls http://localhost:5080, or Auth:Mode=Oidc, Accounts or Proxy, where people sign in, or Auth:Mode=Open, which shows every patient to whoever reaches it.");
    }));

    /// <summary>Where people type passwords, no address that others reach is plain http, unless a proxy that one has named speaks https before it.</summary>
    /// <exception cref="FormatException">One is.</exception>
    public static void GuardPasswords(this WebApplicationBuilder builder, HostingOptions hosting)
    {
        if (hosting.Proxies.Count == 0 && Told(builder.Configuration).FirstOrDefault(IsPlainForOthers) is { } url)
            throw new FormatException(
                $"Auth:Mode is Accounts, and passwords would travel where others read along; found {url}, which others reach without https. " +
                "Expected https:// there, or http://localhost, or Hosting:Proxies, the address of the proxy that speaks https before it.");
    }

    /// <summary>Serves until it is stopped.</summary>
    /// <exception cref="FormatException">It cannot listen where it should.</exception>
    public static async Task ServeAsync(this WebApplicationBuilder builder, Action<WebApplication> use, Settings settings, CancellationToken cancellation)
    {
        // The host logs with a stack trace what is told in a sentence here.
        var listens = false;
        builder.Logging.AddFilter(HostLog, level => listens && level >= LogLevel.Warning);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        await using var app = builder.Build();
        use(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception fault) when (fault is FormatException or IOException or SocketException or CryptographicException || IsAboutAddresses(fault))
        {
            throw fault is FormatException && !fault.Message.StartsWith("Invalid url", StringComparison.Ordinal)
                ? fault
                : new FormatException($"The dashboard cannot listen on {builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "an address of its settings"}: {fault.Message.TrimEnd('.')}. {Expected}", fault);
        }

        listens = true;
        if (settings.Access.Mode == AuthMode.Open)
            LogOpen(app.Logger);
        if (settings.Access.Oidc is { } oidc)
            LogOidc(app.Logger, oidc.Authority, settings.Access.Grants.Count);
        if (settings.Access.Proxy is { } proxy)
            LogProxy(app.Logger, string.Join(", ", settings.Hosting.Proxies), proxy.UserHeader, settings.Access.Grants.Count);
        Console.WriteLine($"HealthDashboard runs, Ctrl+C ends it. Open {string.Join(" or ", app.Urls.SelectMany(ToOpen).Distinct().Select(address => address + settings.Hosting.PathBase))}");
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>Addresses for the line of a browser: one that stands for all of a machine's is reached by its names.</summary>
    public static IEnumerable<string> ToOpen(string listening)
    {
        var address = BindingAddress.Parse(listening);
        string[] hosts = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? ["localhost", Dns.GetHostName()] : [address.Host];
        return hosts.Select(host => $"{address.Scheme}://{host}:{address.Port}");
    }

    /// <summary>What the server will listen on, in the order in which one setting stands in place of another.</summary>
    private static IEnumerable<string> Told(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        return endpoints.Count > 0 ? endpoints
            : configuration["urls"] is { Length: > 0 } urls ? Parts(urls)
            : Parts(configuration["http_ports"] ?? "").Select(port => $"http://*:{port}");

        static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static bool IsPlainForOthers(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return !address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) && !address.IsUnixPipe && !HostNames.IsLocal(address.Host);
        }
        catch (FormatException)
        {
            // Refused in words when it is to be listened on.
            return false;
        }
    }

    /// <summary>Such as https without a certificate, or a port that localhost cannot choose by itself.</summary>
    private static bool IsAboutAddresses(Exception fault) =>
        fault is InvalidOperationException && fault.Source?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) is true;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Auth:Mode is Open: whoever reaches this dashboard sees every patient, without a sign-in")]
    private static partial void LogOpen(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Auth:Mode is Oidc: people sign in at {Authority}, {Grants} grants are mapped")]
    private static partial void LogOidc(ILogger logger, Uri authority, int grants);

    [LoggerMessage(Level = LogLevel.Information, Message = "Auth:Mode is Proxy: the proxy at {Addresses} names people in the header {Header}, {Grants} grants are mapped")]
    private static partial void LogProxy(ILogger logger, string addresses, string header, int grants);
}
