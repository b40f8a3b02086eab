using System.Net;
using HealthDashboard.Access;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace HealthDashboard.Tests.Access;

public sealed class ChangeAccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080", "", "")]
    [InlineData("::1", "[::1]:5080", "", "")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1:5080", "Origin", "http://127.0.0.1:5080")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "null", "same-origin")]
    [InlineData("127.0.0.1", "localhost:5080", "", "", "cross-site")]
    public void The_machine_itself_may_change_state(string from, string host, string header, string value, string site = "") =>
        Assert.True(ChangeAccess.IsThisMachine(Request(from, host, header, value, site)));

    [Theory]
    [InlineData("192.168.0.7", "localhost:5080", "", "")]
    [InlineData("127.0.0.1", "dashboard.example:5080", "", "")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "http://elsewhere.example")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "http://localhost:9999")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "https://localhost:5080")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "null")]
    [InlineData("127.0.0.1", "localhost:5080", "Origin", "null", "cross-site")]
    [InlineData("127.0.0.1", "localhost:5080", "X-Forwarded-For", "10.1.2.3")]
    [InlineData("127.0.0.1", "localhost:5080", "X-Forwarded-Prefix", "/dashboard")]
    [InlineData("127.0.0.1", "localhost:5080", "x-forwarded-host", "dashboard.example")]
    [InlineData("127.0.0.1", "localhost:5080", "X-Forwarded-Proto", "https")]
    [InlineData("127.0.0.1", "localhost:5080", "Forwarded", "for=10.1.2.3")]
    [InlineData(null, "localhost:5080", "", "")]
    public void Another_machine_a_proxy_or_another_sites_page_may_not(string? from, string host, string header, string value, string site = "") =>
        Assert.False(ChangeAccess.IsThisMachine(Request(from, host, header, value, site)));

    [Fact]
    public async Task A_run_is_started_from_the_machine_itself_and_refused_in_words_to_another_sites_page()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        Hospital.Tiny.WriteTo(data);
        await using var server = DashboardProcess.Serve(data, Path.Combine(folder.Path, "warehouse"));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await server.ReadyAsync() };

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/pipeline/run");
        foreign.Headers.Add("Origin", "http://elsewhere.example");
        using var refused = await http.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(OwnOrigin.Refusal, await refused.Content.ReadAsStringAsync());

        using var started = await http.PostAsync(new Uri("/pipeline/run", UriKind.Relative), null);
        Assert.Equal((HttpStatusCode.SeeOther, "/pipeline"), (started.StatusCode, started.Headers.Location?.ToString()));
        await server.SaidAsync("nothing to do");
    }

    private static DefaultHttpContext Request(string? from, string host, string header, string value, string site)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        http.Request.Scheme = "http";
        http.Request.Host = new HostString(host);
        if (header.Length > 0)
            http.Request.Headers[header] = value;
        if (site.Length > 0)
            http.Request.Headers["Sec-Fetch-Site"] = site;
        return http;
    }
}
