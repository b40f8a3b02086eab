namespace HealthDashboard.Access;

/// <summary>
/// Whether a request comes from a page of the dashboard itself, or from a program that is no browser. Browsers name the origin of a page that
/// sends something or opens a socket, and none when one only follows a link. Of a form on a page whose referrer is kept to itself they
/// write the origin as null, and say beside it whether it was of the same site.
/// </summary>
public static class OwnOrigin
{
    public const string Refusal = "This came from a page of another site. Expected a request from a page of the dashboard itself.";

    /// <summary>The way out where it is the dashboard's own page behind a proxy that nobody has named.</summary>
    public const string SchemeLost = "The page is of https, and the request came by http: name the proxy that speaks https in Hosting:Proxies, and let it set X-Forwarded-Proto.";

    /// <summary>The same for what a browser alone may send, since it does so with a cookie: it names where it comes from.</summary>
    public static bool IsNamed(HttpRequest request) => request.Headers.Origin.Count == 1 && IsOwn(request);

    public static bool IsOwn(HttpRequest request) => (request.Headers.Origin.Count, request.Headers.Origin.ToString()) switch
    {
        (0, _) => true,
        (1, "null") => request.Headers["Sec-Fetch-Site"] == "same-origin",
        (1, var named) => IsSame(named, $"{request.Scheme}://{request.Host.Value}"),
        _ => false,
    };

    /// <summary>Why one is refused.</summary>
    public static string Why(HttpRequest request) => HasLostItsScheme(request) ? $"{Refusal} {SchemeLost}" : Refusal;

    /// <summary>Whether it differs by https alone.</summary>
    public static bool HasLostItsScheme(HttpRequest request) =>
        request.Scheme == Uri.UriSchemeHttp && IsSame(request.Headers.Origin.ToString(), $"https://{request.Host.Value}");

    /// <summary>Scheme, host and port, whether or not a port is written that goes without saying.</summary>
    private static bool IsSame(string origin, string own) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var named) && Uri.TryCreate(own, UriKind.Absolute, out var here)
        && named.UserInfo.Length == 0 && named.PathAndQuery == "/" && named.Fragment.Length == 0 && !origin.EndsWith('/')
        && Uri.Compare(named, here, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
