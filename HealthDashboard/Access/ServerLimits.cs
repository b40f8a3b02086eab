using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HealthDashboard.Access;

/// <summary>
/// Bounds on what everybody together and each client may take of the server: connections, open pages, exports at once, requests by a token, the size of a form,
/// kept results. An operator who needs others of a connection sets them as <c>Kestrel:Limits:*</c>.
/// </summary>
public static class ServerLimits
{
    /// <summary>The policy of addresses that read a whole view.</summary>
    public const string Exports = "exports";

    private const int Connections = 2000;
    private const int OpenPages = 1000;
    private const int ExportsOfClient = 4;
    private const int WaitingExportsOfClient = 32;
    private const long LargestForm = 1 << 20;
    private const long KeptResults = 256L << 20;
    private const int AMinuteOfToken = 300;
    private const string TooMany = "Too many of these are open, under way or were asked for from here. Close some, or try again in a minute.";

    public static void AddServerLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            (server.Limits.MaxConcurrentConnections, server.Limits.MaxConcurrentUpgradedConnections) = (Connections, OpenPages);
            server.Limits.MaxRequestBodySize = LargestForm;
        });
        builder.Services.Configure<KestrelServerOptions>(builder.Configuration.GetSection("Kestrel"));
        // Walls has the names, and refuses others in words.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
        builder.Services.AddMemoryCache(cache => cache.SizeLimit = KeptResults);
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await rejected.HttpContext.Response.WriteAsync(TooMany, cancellation);
            };
            options.AddPolicy(Exports, http => Of(http, ExportsOfClient, WaitingExportsOfClient));
            // A script that runs in a circle, and the way to the circuits: a socket is one request, as long as the page is open.
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.User.TokenId is not null ? RateLimitPartition.GetFixedWindowLimiter(
                    Client(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinuteOfToken, Window = TimeSpan.FromMinutes(1) })
                : http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsPost(http.Request.Method)
                    ? Of(http, http.RequestServices.GetRequiredService<LimitOptions>().CircuitsPerClient, waiting: 0)
                    : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static RateLimitPartition<string> Of(HttpContext http, int atOnce, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        Client(http), _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting });

    private static string Client(HttpContext http) =>
        http.User.SessionId is { } session ? $"session {session}" : http.User.TokenId is { } token ? $"token {token}" : http.Connection.RemoteIpAddress?.ToString() ?? "";
}
