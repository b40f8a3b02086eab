using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using HealthDashboard.Access.Audit;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>People whom a proxy has signed in, through a real one.</summary>
public sealed class ProxyTests(ProxyServer server)
{
    [Theory]
    [InlineData("ada", "All departments, as administrator", "Ada Example")]
    [InlineData("ben", "Cardiology, as analyst", "Bén Example")]
    public async Task Whom_the_proxy_names_is_let_in_to_the_page_they_went_to(string name, string whose, string called)
    {
        using var visitor = await server.VisitorAsync(name);
        using var answer = await visitor.FollowAsync("/gold/insurance_summary?sort=-total_cost");

        Assert.Equal((HttpStatusCode.OK, "/gold/insurance_summary?sort=-total_cost"), (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(whose, page, StringComparison.Ordinal);
        Assert.Contains(called, page, StringComparison.Ordinal);
        Assert.Null(TwoDepartments.Tells(name == "ben" ? page : ""));

        // A session like any other, with its page.
        using var account = await visitor.GoAsync("/account");
        Assert.Contains("by proxy", await account.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_no_grant_names_is_told_what_the_proxy_said_and_nothing_else()
    {
        using var visitor = await server.VisitorAsync("cleo");
        using var answer = await visitor.FollowAsync("/");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("groups: cafeteria", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("X-Forwarded-User", "ada")]
    [InlineData("X-Forwarded-User", "ada", "X-Proxy-Secret", "")]
    [InlineData("X-Forwarded-User", "ada", "X-Proxy-Secret", "0123456789abcdef0123456789abcdee")]
    [InlineData("X-Forwarded-User", "ada", "X-Proxy-Secret", "0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("X-Forwarded-User", "ada", "X_Proxy_Secret", ProxyServer.Secret)]
    [InlineData("X-Forwarded-User", "ada", "X-Proxy-Secret", "any", "X-Proxy-Secret", ProxyServer.Secret)]
    public async Task Nobody_gets_in_without_the_secret(params string[] said)
    {
        using var ada = await server.VisitorAsync("ada");
        using var signedIn = await ada.FollowAsync("/");
        var headers = said.Chunk(2).Append(["Cookie", $"session={ada.Session}"]).Append(["X-Forwarded-Groups", "dashboard-admins"]).SelectMany(pair => new[] { "--header", $"{pair[0]}: {pair[1]}" }).ToArray();
        foreach (var way in new[] { await server.DashboardAsync(), (await server.ProxyAsync()).HandsOn })
        {
            foreach (var address in new[] { "/", "/gold/patient_summary.csv", "/nothing", "/account", "/_blazor?id=any" })
            {
                var answer = await Curl.AskAsync(new Uri(way, address), headers);
                Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.Status));
                Assert.Contains("The dashboard is reached through its proxy alone.", answer.Text, StringComparison.Ordinal);
            }

            Assert.Equal(HttpStatusCode.OK, (await Curl.AskAsync(new Uri(way, "/health/ready"))).Status);
        }

        Assert.Contains(new AuditReader(new AuditFiles(server.State)).Stream(new AuditQuestion()), entry => (entry.Action, entry.Reason) == ("refused", "around the proxy, from 127.0.0.1"));

        // The session is still hers.
        using var again = await ada.GoAsync("/account");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task What_a_client_says_of_itself_is_nothing_to_a_proxy_that_says_it()
    {
        var proxy = await server.ProxyAsync();
        foreach (var way in new[] { proxy.SignsIn, proxy.AddsItsOwn })
        {
            using var visitor = new Visitor(
                way, ProxyServer.As("ben"), ("X-Forwarded-User", "ada"), ("x-forwarded-user", "ada"), ("X_Forwarded_User", "ada"), ("X-Forwarded-Groups", "dashboard-admins"),
                ("X-Forwarded-Name", "Ada"), ("X-Proxy-Secret", "any"), ("Forwarded", "for=127.0.0.1;host=localhost"), ("Via", "1.1 there"), ("X-Forwarded-For", "127.0.0.1"));
            using var answer = await visitor.FollowAsync("/");

            Assert.Contains("Cardiology, as analyst", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Said_twice_is_not_said()
    {
        var address = new Uri(await server.DashboardAsync(), "/");
        var answer = await Curl.AskAsync(address, "--header", $"X-Proxy-Secret: {ProxyServer.Secret}", "--header", "X-Forwarded-User: ben", "--header", "X-Forwarded-User: ada");

        Assert.Equal((HttpStatusCode.BadRequest, "The header X-Forwarded-User came twice. The proxy must set it, and not hand on what came in."), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_person_in_the_same_browser_ends_the_session_of_the_first(bool goes)
    {
        using var ada = await server.VisitorAsync("ada");
        using var first = await ada.FollowAsync("/");
        var before = server.Sessions.Living();
        using var ben = await CopyAsync(ada, "ben");
        if (goes)
        {
            using var page = await ben.FollowAsync("/");
            Assert.Contains("Cardiology, as analyst", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.NotEqual(ada.Session, ben.Session);
        }
        else
        {
            using var script = await ben.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
            Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);
        }

        Assert.True(before.Except(server.Sessions.Living()).Any());
        using var old = await ada.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task Whom_the_proxy_names_no_longer_is_out()
    {
        using var ada = await server.VisitorAsync("ada");
        using var first = await ada.FollowAsync("/");
        using var nobody = Copy(ada, (await server.ProxyAsync()).NamesNobody);
        using var page = await nobody.GoAsync("/");

        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Contains("did not say who you are", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var old = await ada.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task Other_groups_hold_at_the_next_request()
    {
        using var ada = await server.VisitorAsync("ada");
        using var first = await ada.FollowAsync("/pipeline/upload");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var less = Copy(ada, (await server.ProxyAsync()).AddsItsOwn, ProxyServer.As("ada"));
        using var page = await less.FollowAsync("/pipeline/upload");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Cardiology, as analyst", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_leads_to_where_one_signs_out_of_the_proxy()
    {
        using var ada = await server.VisitorAsync("ada");
        using var first = await ada.FollowAsync("/");
        using var stays = Copy(ada, ada.Dashboard, ProxyServer.As("ada"));
        using var account = await ada.GoAsync("/account");
        using var signedOut = await ada.SubmitAsync(account, "form[action='sign-out']");

        Assert.Equal((HttpStatusCode.OK, "0;url=/oauth2/sign_out"), (signedOut.StatusCode, Assert.Single(signedOut.Headers.GetValues("Refresh"))));
        using var old = await stays.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task Open_pages_are_kept_alive_by_a_socket_or_by_asking_and_only_those_of_whom_the_proxy_names()
    {
        using var ada = await server.VisitorAsync("ada");
        using var page = await ada.FollowAsync("/");
        var (asked, poll) = await NegotiateAsync(ada);
        Assert.Equal(HttpStatusCode.OK, asked);
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = ada.Cookies;
        socket.Options.SetRequestHeader("Cookie", ProxyServer.As("ada").Value);
        socket.Options.SetRequestHeader("Origin", ada.Dashboard.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri($"ws://{ada.Dashboard.Authority}/_blazor?id={poll}"), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);
        var (_, other) = await NegotiateAsync(ada);
        using var polled = await ada.AskAsync(HttpMethod.Get, $"/_blazor?id={other}", ("Origin", ada.Dashboard.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, polled.StatusCode);

        using var ben = await CopyAsync(ada, "ben");
        using var stolen = await ben.AskAsync(HttpMethod.Get, $"/_blazor?id={other}", ("Origin", ada.Dashboard.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Unauthorized, stolen.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await NegotiateAsync(ada)).Status);
    }

    [Fact]
    public async Task A_script_comes_by_a_way_that_names_nobody_with_its_token()
    {
        using var ben = await server.VisitorAsync("ben");
        using var first = await ben.FollowAsync("/");
        var token = await ben.MakeTokenAsync("a script");
        using var own = await ben.AskAsync(HttpMethod.Get, "/gold/patient_summary.csv");
        var bytes = await own.Content.ReadAsByteArrayAsync();

        var script = await Curl.AskAsync(new Uri((await server.ProxyAsync()).NamesNobody, "/gold/patient_summary.csv"), "--header", $"Authorization: Bearer {token}");
        Assert.Equal(HttpStatusCode.OK, script.Status);
        Assert.Equal(bytes, script.Bytes);
        var around = await Curl.AskAsync(new Uri(await server.DashboardAsync(), "/gold/patient_summary.csv"), "--header", $"Authorization: Bearer {token}");
        Assert.Equal(HttpStatusCode.BadRequest, around.Status);
    }

    [Fact]
    public async Task A_proxy_is_not_asked_to_ask_again_before_a_snapshot_is_restored()
    {
        using var ada = await server.VisitorAsync("ada");
        using var page = await ada.FollowAsync("/pipeline");
        using var answer = await ada.SubmitAsync(page, "form[action='pipeline/run']", "pipeline/restore", ("run", "0001-any"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("0001-any", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<Visitor> CopyAsync(Visitor visitor, string name) => Copy(visitor, (await server.ProxyAsync()).SignsIn, ProxyServer.As(name));

    /// <summary>The same browser, by another way or as somebody else.</summary>
    private static Visitor Copy(Visitor visitor, Uri way, params (string Name, string Value)[] always)
    {
        var copy = new Visitor(way, always);
        copy.Cookies.Add(way, new Cookie("session", visitor.Session));
        return copy;
    }

    private static async Task<(HttpStatusCode Status, string Token)> NegotiateAsync(Visitor visitor)
    {
        using var answer = await visitor.AskAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", ("Origin", visitor.Dashboard.GetLeftPart(UriPartial.Authority)));
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("connectionToken").GetString()! : "");
    }
}
