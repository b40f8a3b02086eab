using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using HealthDashboard.Access;

namespace HealthDashboard;

/// <summary>Where the server listens, and what it says about that.</summary>
public static partial class Listening
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string BelievesAll = "ForwardedHeaders_Enabled";
    private const string LocalAlone = "The dashboard has no sign-in, so it listens on this machine alone";
    private const string OtherModes = "Auth:Mode=Oidc, Accounts or Proxy, where people sign in, or Auth:Mode=Open, which shows every patient to whoever reaches it";
    private const string Expected = "Expected a free address of this machine, such as --urls http://localhost:5080.";

    /// <summary>In <see cref="AuthMode.Local"/> nothing but the machine's own addresses is ever listened on, whatever setting names it, and nothing is set by which others come in.</summary>
    /// <exception cref="FormatException">Something is.</exception>
    public static void Guard(this WebApplicationBuilder builder, Settings configured)
    {
        if (builder.Configuration[BelievesAll] is { } believes && believes.Equals("true", StringComparison.OrdinalIgnoreCase))
            throw new FormatException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED is true, by which whoever sends X-Forwarded-For or X-Forwarded-Proto is believed. " +
                "Expected it to be false, and Hosting:Proxies to name the proxies that may say so.");
        if (configured.Access.Mode != AuthMode.Local)
            return;
        if (configured.Hosting.Proxies.Count > 0)
            throw new FormatException($"{LocalAlone}; found Hosting:Proxies, and whoever reaches that proxy would be let in. Expected {OtherModes}, or no Hosting:Proxies.");
        if (HostNames.Allowed(builder.Configuration).FirstOrDefault(host => !HostNames.IsLocal(host)) is { } name)
            throw new FormatException($"{LocalAlone}; found AllowedHosts “{name}”, a name by which others reach it. Expected {OtherModes}, or no AllowedHosts: localhost is always allowed.");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            // What is no address of a network, such as a socket in a folder, has a proxy at its other end.
            if (endpoint.IPEndPoint is not { } address || !IPAddress.IsLoopback(address.Address))
                throw new FormatException($"{LocalAlone}; found an address that others reach too ({endpoint}). Expected --urls http://localhost:5080, or {OtherModes}.");
        }));
    }

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
        foreach (var secret in settings.Access.SecretFiles.Where(SecretFile.IsOpenToAll))
            LogOpenSecret(app.Logger, secret);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} holds a secret, and every user of this machine may read or write it. Expected its owner alone to (chmod 600)")]
    private static partial void LogOpenSecret(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Auth:Mode is Oidc: people sign in at {Authority}, {Grants} grants are mapped")]
    private static partial void LogOidc(ILogger logger, Uri authority, int grants);

    [LoggerMessage(Level = LogLevel.Information, Message = "Auth:Mode is Proxy: the proxy at {Addresses} names people in the header {Header}, {Grants} grants are mapped")]
    private static partial void LogProxy(ILogger logger, string addresses, string header, int grants);
}
