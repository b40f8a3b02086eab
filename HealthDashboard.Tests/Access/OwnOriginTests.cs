using HealthDashboard.Access;
using Microsoft.AspNetCore.Http;

namespace HealthDashboard.Tests.Access;

public sealed class OwnOriginTests
{
    [Theory]
    [InlineData("https", "dashboard.example", "https://dashboard.example")]
    [InlineData("https", "dashboard.example:443", "https://Dashboard.Example")]
    [InlineData("http", "dashboard.example:80", "http://dashboard.example")]
    [InlineData("http", "127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http", "[::1]:5080", "http://[::1]:5080")]
    public void The_same_scheme_host_and_port_are_ones_own(string scheme, string host, string origin) => Assert.True(OwnOrigin.IsOwn(Request(scheme, host, origin)));

    [Theory]
    [InlineData("https", "dashboard.example", "http://dashboard.example")]
    [InlineData("http", "dashboard.example", "https://dashboard.example")]
    [InlineData("https", "dashboard.example", "https://dashboard.example:8443")]
    [InlineData("https", "dashboard.example:443", "http://dashboard.example:443")]
    [InlineData("https", "dashboard.example", "https://dashboard.example.elsewhere.example")]
    [InlineData("https", "dashboard.example", "https://elsewhere.example@dashboard.example")]
    [InlineData("https", "dashboard.example", "https://dashboard.example/")]
    [InlineData("https", "dashboard.example", "https://dashboard.example/page")]
    [InlineData("https", "dashboard.example", "wss://dashboard.example")]
    [InlineData("https", "dashboard.example", "file://")]
    [InlineData("https", "dashboard.example", "dashboard.example")]
    [InlineData("https", "dashboard.example", "")]
    public void Every_other_origin_is_not(string scheme, string host, string origin) => Assert.False(OwnOrigin.IsOwn(Request(scheme, host, origin)));

    [Fact]
    public void A_proxy_that_speaks_https_and_that_nobody_has_named_is_told_of()
    {
        Assert.Contains("Hosting:Proxies", OwnOrigin.Why(Request("http", "dashboard.example", "https://dashboard.example")), StringComparison.Ordinal);
        Assert.Equal(OwnOrigin.Refusal, OwnOrigin.Why(Request("http", "dashboard.example", "https://elsewhere.example")));
        Assert.Equal(OwnOrigin.Refusal, OwnOrigin.Why(Request("https", "dashboard.example", "http://dashboard.example")));
    }

    private static HttpRequest Request(string scheme, string host, string origin) => new DefaultHttpContext
    {
        Request = { Scheme = scheme, Host = new HostString(host), Headers = { Origin = origin } },
    }.Request;
}
