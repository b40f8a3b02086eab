namespace HealthDashboard.Access;

/// <summary>
/// Whether a request comes from a page of the dashboard itself, or from a program that is no browser. Browsers name the origin of a page that
/// sends something or opens a socket, and none when one only follows a link. Of a form on a page whose referrer is kept to itself they
/// write the origin as null, and say beside it whether it was of the same site.
/// </summary>
public static class OwnOrigin
{
    public const string Refusal = "This came from a page of another site. Expected a request from a page of the dashboard itself.";

    /// <summary>The same for what a browser alone may send, since it does so with a cookie: it names where it comes from.</summary>
    public static bool IsNamed(HttpRequest request) => request.Headers.Origin.Count == 1 && IsOwn(request);

    public static bool IsOwn(HttpRequest request)
    {
        var (origin, site, host) = (request.Headers.Origin, request.Headers["Sec-Fetch-Site"].ToString(), request.Host.Value);
        return (origin.Count, origin.ToString()) switch
        {
            (0, _) => true,
            (1, "null") => site == "same-origin",
            (1, var named) => Same(named, $"http://{host}") || Same(named, $"https://{host}"),
            _ => false,
        };

        // A proxy that speaks https for the server leaves the host alone and not the scheme.
        static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
    }
}
