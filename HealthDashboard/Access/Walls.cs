using Microsoft.AspNetCore.StaticAssets;

namespace HealthDashboard.Access;

/// <summary>
/// What stands before everything else and on every answer, of errors and of what was not modified too: names the server does not go by and
/// senders of other sites are refused, and a browser is told what it may do with what it gets.
/// </summary>
public static partial class Walls
{
    private const int MostSaid = 80;
    private const string OneYear = "max-age=31536000";

    public static void UseWalls(this WebApplication app)
    {
        var names = new HostNames(app.Configuration);
        var told = 0;
        var isLocal = app.Services.GetRequiredService<AccessOptions>().Mode == AuthMode.Local;
        var sources = ((IEndpointRouteBuilder)app).DataSources;
        var policy = new Lazy<string>(() => ContentPolicy.Of(sources.SelectMany(source => source.Endpoints)));
        app.Use((http, next) =>
        {
            // At the last moment: an answer that fails is emptied, headers and all, and begun anew.
            http.Response.OnStarting(() =>
            {
                SetHeaders(http, policy.Value);
                return Task.CompletedTask;
            });
            if (!names.Answers(http))
                return RefuseAsync(http, StatusCodes.Status400BadRequest, Stranger(http.Request.Host.Host));
            if (isLocal && HandedOn.By(http.Request) is { } proxy)
                return RefuseAsync(http, StatusCodes.Status400BadRequest, ByProxy(proxy));
            if (!MayChange(http.Request) || OwnOrigin.IsOwn(http.Request))
                return next(http);
            // Pages look right then, and nothing on them works.
            if (OwnOrigin.HasLostItsScheme(http.Request) && Interlocked.Exchange(ref told, 1) == 0)
                LogRefused(app.Logger, OwnOrigin.SchemeLost);
            return RefuseAsync(http, StatusCodes.Status403Forbidden, OwnOrigin.Why(http.Request));
        });
    }

    /// <summary>What is sent, and the way to the circuits, over which everything is asked.</summary>
    private static bool MayChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static string Stranger(string host) =>
        $"The dashboard does not go by the name “{(host.Length > MostSaid ? host[..MostSaid] + "…" : host)}”. "
        + "Expected localhost, an address it listens on, or a name in the setting AllowedHosts.";

    private static string ByProxy(string what) =>
        $"This came through a proxy ({what}), and Auth:Mode is Local: whoever reaches that proxy would see every patient and change everything. "
        + "Expected to be opened on the machine it runs on, or Auth:Mode=Oidc, Accounts or Proxy, where people sign in.";

    private static Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(sentence);
    }

    private static void SetHeaders(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        var isProgram = http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<OwnPolicy>()?.Policy ?? (isProgram ? ContentPolicy.OfFile : policy);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps && !HostNames.IsLocal(http.Request.Host.Host))
            headers.StrictTransportSecurity = OneYear;
        // Everything but the program's own files may hold people's data, and is kept nowhere.
        if (!isProgram || http.Response.StatusCode >= StatusCodes.Status400BadRequest)
            headers.CacheControl = "private, no-store";
    }

    [LoggerMessage(LogLevel.Warning, "Requests of pages are refused as those of another site. {Why}")]
    private static partial void LogRefused(ILogger logger, string why);
}
