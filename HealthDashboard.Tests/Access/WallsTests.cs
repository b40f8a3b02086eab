using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using HealthDashboard.Access;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Access;

/// <summary>What stands before everything else: who is answered, and what a browser is told to do with the answer.</summary>
public sealed class WallsTests(SampleServer server) : IClassFixture<SampleServer>
{
    /// <summary>Pages, exports, what is not there, what cannot be used, what a program asks, what belongs to the program itself.</summary>
    public static TheoryData<string> Answers =>
    [
        "/", "/gold/patient_summary", "/gold/patient_summary.csv", "/gold/patient_summary.zip", "/pipeline/status.json", "/annotations.csv",
        "/gold/nothing", "/nothing", "/gold/nothing.csv", "/gold/patient_summary.csv?sort=nothing", "/gold/patient_summary.csv?share=safe",
        "/error", "/health/ready", "/app.css", "/js/chart.js", "/_framework/blazor.web.js", "/_blazor",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_tells_the_browser_what_it_may_do_with_it(string address)
    {
        using var answer = await server.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        AssertHeaders(answer, isProgram: Path.GetExtension(address) is ".css" or ".js");
    }

    [Fact]
    public async Task What_is_not_sent_again_tells_it_too()
    {
        using var first = await server.Http.GetAsync(new Uri("/signals.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signals.csv");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        AssertHeaders(again, isProgram: false);
    }

    [Fact]
    public async Task The_one_script_that_stands_in_a_page_is_allowed_by_its_hash()
    {
        using var answer = await server.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var script = Assert.Single(page.QuerySelectorAll("script:not([src])"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)));
        Assert.Contains($"script-src 'self' 'sha256-{hash}';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("*").SelectMany(element => element.Attributes), each => each.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/gold/patient_summary.csv")]
    [InlineData("/pipeline/status.json")]
    [InlineData("/app.css")]
    [InlineData("/health/ready")]
    [InlineData("/_blazor")]
    [InlineData("/nothing")]
    public async Task A_name_that_another_site_has_pointed_here_is_refused_everywhere(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "elsewhere.example";
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("does not go by the name “elsewhere.example”", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    /// <summary>Whoever reaches the proxy would be whoever sits at the machine: to read everything, and to change it.</summary>
    [Theory]
    [InlineData("X-Forwarded-For: 10.1.2.3", "X-Forwarded-For")]
    [InlineData("x-forwarded-proto: https", "x-forwarded-proto")]
    [InlineData("X-Forwarded-Prefix: /dashboard", "X-Forwarded-Prefix")]
    [InlineData("Forwarded: for=10.1.2.3", "Forwarded")]
    [InlineData("X-Real-IP: 10.1.2.3", "X-Real-IP")]
    [InlineData("Via: 1.1 proxy", "Via")]
    [InlineData("X-Original-For: 10.1.2.3", "X-Original-For")]
    [InlineData("CF-Connecting-IP: 10.1.2.3", "CF-Connecting-IP")]
    [InlineData("", "HTTP/1.0")]
    public async Task What_a_proxy_on_the_same_machine_hands_on_is_refused_everywhere(string header, string said)
    {
        string[] asked = header.Length > 0 ? ["--header", header] : ["--http1.0"];
        foreach (var address in new[] { "/", "/gold/patient_summary.csv", "/pipeline/status.json", "/app.css", "/health/ready", "/_blazor" })
        {
            var answer = await Curl.AskAsync(new Uri(server.Http.BaseAddress!, address), asked);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.Status));
            Assert.StartsWith($"This came through a proxy ({said}), and Auth:Mode is Local", answer.Text, StringComparison.Ordinal);
        }

        var sent = await Curl.AskAsync(new Uri(server.Http.BaseAddress!, "/pipeline/run"), ["--request", "POST", .. asked]);
        Assert.Equal(HttpStatusCode.BadRequest, sent.Status);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor?id=x")]
    [InlineData("POST", "/annotations/notes")]
    [InlineData("POST", "/")]
    [InlineData("DELETE", "/gold/patient_summary.csv")]
    public async Task Another_sites_page_neither_opens_a_circuit_nor_sends_anything(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(OwnOrigin.Refusal, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://elsewhere.example", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task A_socket_is_opened_for_a_page_of_the_dashboard_alone(string? origin, bool opens)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin ?? server.Http.BaseAddress!.ToString().TrimEnd('/'));
        var connecting = socket.ConnectAsync(new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/_blazor" }.Uri, TestContext.Current.CancellationToken);

        if (opens)
            await connecting;
        else
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    private static void AssertHeaders(HttpResponseMessage answer, bool isProgram)
    {
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        if (isProgram)
            Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'", policy);
        else
            Assert.StartsWith("default-src 'none'; script-src 'self' 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(isProgram, answer.Headers.CacheControl is not { NoStore: true, Private: true });
    }
}
