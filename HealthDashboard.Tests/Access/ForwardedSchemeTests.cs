using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HealthDashboard.Tests.Access;

/// <summary>Some proxies name the scheme of the socket on the way to a circuit, whose origin is a page of https.</summary>
public sealed class ForwardedSchemeTests
{
    [Theory]
    [InlineData("10.0.0.7", "https", "https")]
    [InlineData("10.0.0.7", "wss", "https")]
    [InlineData("10.0.0.7", "ws", "http")]
    [InlineData("10.0.0.7", "ftp", "http")]
    [InlineData("10.0.0.8", "wss", "http")]
    public async Task A_named_proxy_says_that_a_page_or_its_socket_is_reached_by_https(string from, string said, string expected)
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.UseHosting(new HostingOptions { Proxies = [IPAddress.Parse("10.0.0.7")] });
        app.Run(_ => Task.CompletedTask);
        var http = new DefaultHttpContext { RequestServices = app.Services };
        (http.Connection.RemoteIpAddress, http.Request.Scheme, http.Request.Headers["X-Forwarded-Proto"]) = (IPAddress.Parse(from), "http", said);

        await ((IApplicationBuilder)app).Build()(http);

        Assert.Equal(expected, http.Request.Scheme);
    }
}
