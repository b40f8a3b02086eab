using Microsoft.AspNetCore.StaticAssets;

namespace HealthDashboard.Access;

/// <summary>
/// What stands before everything else and on every answer, of errors and of what was not modified too: names the server does not go by and
/// senders of other sites are refused, and a browser is told what it may do with what it gets.
/// </summary>
public static class Walls
{
    private const int MostSaid = 80;
    private const string OneYear = "max-age=31536000";

    public static void UseWalls(this WebApplication app)
    {
        var names = new HostNames(app.Configuration);
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
            return MayChange(http.Request) && !OwnOrigin.IsOwn(http.Request)
                ? RefuseAsync(http, StatusCodes.Status403Forbidden, OwnOrigin.Refusal)
                : next(http);
        });
    }

    /// <summary>What is sent, and the way to the circuits, over which everything is asked.</summary>
    private static bool MayChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static string Stranger(string host) =>
        $"The dashboard does not go by the name “{(host.Length > MostSaid ? host[..MostSaid] + "…" : host)}”. "
        + "Expected localhost, an address it listens on, or a name in the setting AllowedHosts.";

    private static Task RefuseAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(sentence);
    }

    private static void SetHeaders(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<OwnPolicy>()?.Policy ?? policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps && !HostNames.IsLocal(http.Request.Host.Host))
            headers.StrictTransportSecurity = OneYear;
        // Everything but the program's own files may hold people's data, and is kept nowhere.
        var isProgram = http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
        if (!isProgram || http.Response.StatusCode >= StatusCodes.Status400BadRequest)
            headers.CacheControl = "private, no-store";
    }
}
