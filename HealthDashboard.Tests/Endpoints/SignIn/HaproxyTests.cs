using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>What holds behind nginx (<see cref="ProxyTests"/>) behind a proxy of another kind, which hands on all that came in unless it is told otherwise.</summary>
public sealed class HaproxyTests(ProxyServer server)
{
    /// <summary>Of somebody who says of themselves what the proxy should say.</summary>
    private static readonly (string Name, string Value)[] Lies =
    [
        ("X-Forwarded-User", "ada"), ("x-forwarded-user", "ada"), ("X_Forwarded_User", "ada"), ("X-Forwarded-Groups", "dashboard-admins"), ("X-Forwarded-Name", "Ada"),
        ("X-Proxy-Secret", "any"), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=127.0.0.1;host=localhost"),
    ];

    [Theory]
    [InlineData("ada", "All departments, as administrator")]
    [InlineData("ben", "Cardiology, as analyst")]
    public async Task Whom_it_names_is_let_in_whatever_they_say_of_themselves(string name, string whose)
    {
        using var visitor = new Visitor((await server.HaproxyAsync()).SignsIn, [ProxyServer.As(name), .. Lies]);
        using var page = await visitor.FollowAsync("/gold/insurance_summary");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(whose, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_it_adds_to_those_of_clients_are_not_believed()
    {
        var way = (await server.HaproxyAsync()).Adds;
        using var honest = new Visitor(way, ProxyServer.As("ben"));
        using var page = await honest.FollowAsync("/");
        Assert.Contains("Cardiology, as analyst", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var liar = new Visitor(way, ProxyServer.As("ben"), ("X-Forwarded-User", "ada"));
        using var user = await liar.GoAsync("/");
        Assert.Equal((HttpStatusCode.BadRequest, true), (user.StatusCode, (await user.Content.ReadAsStringAsync()).Contains("The header X-Forwarded-User came twice.", StringComparison.Ordinal)));

        using var joiner = new Visitor(way, ProxyServer.As("ben"), ("X-Forwarded-Groups", "dashboard-admins"));
        using var groups = await joiner.GoAsync("/");
        Assert.Equal((HttpStatusCode.BadRequest, true), (groups.StatusCode, (await groups.Content.ReadAsStringAsync()).Contains("The header X-Forwarded-Groups came twice.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_way_that_hands_on_what_came_in_opens_nothing()
    {
        using var ada = new Visitor((await server.HaproxyAsync()).SignsIn, ProxyServer.As("ada"));
        using var signedIn = await ada.FollowAsync("/");
        using var around = new Visitor((await server.HaproxyAsync()).HandsOn, Lies);
        around.Cookies.Add(around.Dashboard, new Cookie("session", ada.Session));
        foreach (var address in new[] { "/", "/gold/patient_summary.csv", "/account", "/_blazor?id=any" })
        {
            using var answer = await around.GoAsync(address);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
        }

        using var again = await ada.GoAsync("/account");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Whom_it_does_not_know_it_keeps_out_and_open_pages_have_their_socket()
    {
        var way = (await server.HaproxyAsync()).SignsIn;
        using var nobody = new Visitor(way, Lies);
        using var refused = await nobody.GoAsync("/");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var ada = new Visitor(way, ProxyServer.As("ada"));
        using var page = await ada.FollowAsync("/");
        var own = way.GetLeftPart(UriPartial.Authority);
        using var negotiated = await ada.AskAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", ("Origin", own));
        var token = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync()).RootElement.GetProperty("connectionToken").GetString()!;
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"{ProxyServer.Cookie}=ada; session={ada.Session}");
        socket.Options.SetRequestHeader("Origin", own);
        await socket.ConnectAsync(new Uri($"ws://{way.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);
    }
}
