using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace HealthDashboard.Access.Sessions;

/// <summary>
/// The one cookie of a session. Under https its name starts with <c>__Host-</c>: browsers then take it from this very host alone, over https, for
/// all of its paths, and no other site of the same domain can put one of its own in its place.
/// </summary>
public sealed class SessionCookies : ICookieManager
{
    public const string Name = "session";

    private const string OfThisHost = "__Host-";

    private static readonly ChunkingCookieManager Cookies = new();

    /// <summary>What the browser sent, whatever it asks for.</summary>
    public static string? Sent(HttpContext context) => Cookies.GetRequestCookie(context, NameFor(context, Name));

    /// <summary>Whoever asks for what is open to all is not asked who they are: a page brings some twenty files along.</summary>
    public string? GetRequestCookie(HttpContext context, string key) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null ? Cookies.GetRequestCookie(context, NameFor(context, key)) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        Cookies.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => Cookies.DeleteCookie(context, NameFor(context, key), options);

    private static string NameFor(HttpContext http, string key) => http.Request.IsHttps ? OfThisHost + key : key;
}
