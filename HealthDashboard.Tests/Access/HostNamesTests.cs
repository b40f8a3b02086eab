using System.Net;
using HealthDashboard.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HealthDashboard.Tests.Access;

public sealed class HostNamesTests
{
    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("127.8.9.1")]
    [InlineData("[::1]:5080")]
    public void This_machine_is_known_without_any_setting(string host) => Assert.True(Answers(host));

    [Theory]
    [InlineData("")]
    [InlineData("elsewhere.example")]
    [InlineData("localhost.elsewhere.example")]
    [InlineData("127.0.0.1.elsewhere.example")]
    [InlineData("localhost.")]
    [InlineData("192.168.0.9:5080")]
    public void A_name_that_somebody_else_may_have_pointed_here_is_not(string host) => Assert.False(Answers(host));

    [Theory]
    [InlineData("http://ward.example:80;http://127.0.0.1:5080", "", "ward.example")]
    [InlineData("http://0.0.0.0:5080", "", "10.1.2.3:5080")]
    [InlineData("http://*:5080", "ward.example; *.clinic.example", "Ward.Example:5080")]
    [InlineData("http://*:5080", "ward.example; *.clinic.example", "a.clinic.example")]
    [InlineData("http://*:5080", "*", "anything.example")]
    public void What_it_listens_on_and_what_is_allowed_are_known(string urls, string allowed, string host) => Assert.True(Answers(host, urls, allowed));

    [Theory]
    [InlineData("http://*:5080", "", "ward.example")]
    [InlineData("http://+:5080;http://[::]:81", "", "*")]
    [InlineData("http://ward.example", "", "other.ward.example")]
    [InlineData("no address", "ward.example", "other.example")]
    public void Listening_on_everything_is_no_name(string urls, string allowed, string host) => Assert.False(Answers(host, urls, allowed));

    private static bool Answers(string host, string urls = "http://localhost:5080", string allowed = "")
    {
        var settings = new Dictionary<string, string?> { ["urls"] = urls, ["AllowedHosts"] = allowed };
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString(host);
        http.Connection.LocalIpAddress = IPAddress.Parse("::ffff:10.1.2.3");
        return new HostNames(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Answers(http);
    }
}
