using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>The way to the circuits, over which everything is asked: by a socket and by asking again and again, for whoever is signed in and from pages of the dashboard alone.</summary>
public sealed class CircuitTests(SignInServer server)
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";
    private const string Foreign = "http://elsewhere.example";

    /// <summary>What a browser says first, and what the server answers when it takes part.</summary>
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");
    private static readonly byte[] Welcome = [(byte)'{', (byte)'}', 0x1e];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_opened_for_whoever_is_signed_in_on_a_page_of_the_dashboard_alone()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Analyst);
        var (own, session) = (visitor.Dashboard.GetLeftPart(UriPartial.Authority), $"session={visitor.Session}");

        Assert.Equal(Welcome, await ShakeHandsAsync(own, session));
        Assert.Equal("401", await RefusedAsync(own, cookie: null));
        Assert.Equal("401", await RefusedAsync(own, "session=any"));
        Assert.Equal("403", await RefusedAsync(Foreign, session));
        Assert.Equal("403", await RefusedAsync("null", session));
        Assert.Equal("403", await RefusedAsync(own.Replace("http://", "https://", StringComparison.Ordinal), session));
        Assert.Equal("400", await RefusedAsync(Foreign, session, host: "elsewhere.example"));

        async Task<byte[]> ShakeHandsAsync(string origin, string cookie)
        {
            using var socket = Socket(origin, cookie);
            await socket.ConnectAsync(Address(visitor.Dashboard), Cancellation);
            await socket.SendAsync(Hello, WebSocketMessageType.Text, endOfMessage: true, Cancellation);
            var answer = new byte[64];
            return answer[..(await socket.ReceiveAsync(answer, Cancellation)).Count];
        }

        async Task<string> RefusedAsync(string origin, string? cookie, string? host = null)
        {
            using var socket = Socket(origin, cookie, host);
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address(visitor.Dashboard), Cancellation));
            return new[] { "400", "401", "403" }.Single(status => refused.Message.Contains($"'{status}'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Asking_again_and_again_is_for_them_alone_too()
    {
        using var visitor = await server.VisitorAsync();
        using var signedIn = await visitor.SignInAsync(SignInServer.Analyst);
        using var anonymous = await server.VisitorAsync();
        var own = visitor.Dashboard.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.AskAsync(HttpMethod.Post, Negotiate, ("Origin", own))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.AskAsync(HttpMethod.Post, Negotiate, ("Origin", Foreign))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.AskAsync(HttpMethod.Post, Negotiate, ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        using var negotiated = await visitor.AskAsync(HttpMethod.Post, Negotiate, ("Origin", own));
        var way = "/_blazor?id=" + Uri.EscapeDataString(JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("connectionToken").GetString()!);

        // Whoever has learnt its id has learnt nothing without a session.
        using var begun = await visitor.AskAsync(HttpMethod.Get, way);
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SayAsync(visitor, own));
        Assert.Equal(HttpStatusCode.Unauthorized, await SayAsync(anonymous, own));
        Assert.Equal(HttpStatusCode.Forbidden, await SayAsync(visitor, Foreign));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.AskAsync(HttpMethod.Get, way)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.AskAsync(HttpMethod.Get, way, ("Origin", Foreign))).StatusCode);
        using var welcomed = await visitor.AskAsync(HttpMethod.Get, way);
        Assert.Equal(Welcome, await welcomed.Content.ReadAsByteArrayAsync(Cancellation));

        async Task<HttpStatusCode> SayAsync(Visitor who, string origin)
        {
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = who.Cookies });
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visitor.Dashboard, way)) { Content = new ByteArrayContent(Hello) };
            request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request, Cancellation);
            return answer.StatusCode;
        }
    }

    private static Uri Address(Uri dashboard) => new UriBuilder(dashboard) { Scheme = "ws", Path = "/_blazor" }.Uri;

    private static ClientWebSocket Socket(string origin, string? cookie, string? host = null)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in new[] { ("Origin", origin), ("Cookie", cookie), ("Host", host) })
        {
            if (value is not null)
                socket.Options.SetRequestHeader(name, value);
        }

        return socket;
    }
}
