using System.Net;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>A token opens what its owner may see now, and dies with them.</summary>
[Collection(typeof(ForgedSignIns))]
public sealed class TokenOwnerTests(ForgedSignIn server)
{
    [Fact]
    public async Task What_the_provider_says_at_the_next_sign_in_holds_for_the_token_too()
    {
        using var owner = await server.SignedInAsync("olga");
        var token = await owner.MakeTokenAsync("of an admin");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        using var less = await server.SignedInAsync("olga", "cardiology");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/signals.csv"));

        using var nothing = await server.SignedInAsync("olga", "cafeteria");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/signals.csv"));

        async Task<HttpStatusCode> StatusAsync(string address = "/pipeline/status.json") =>
            (await Curl.AskAsync(new Uri(server.Dashboard, address), "--header", $"Authorization: Bearer {token}")).Status;
    }

    /// <summary>The proxy of these tests is on this machine, and speaks plain http to whoever asks.</summary>
    [Fact]
    public async Task Over_a_way_that_others_read_along_no_token_is_taken()
    {
        using var owner = await server.SignedInAsync("otto");
        var token = await owner.MakeTokenAsync("read along");
        var (address, named) = (new Uri(server.Dashboard, "/signals.csv"), "Host: dashboard.example");

        var plain = await Curl.AskAsync(address, "--header", named, "--header", $"Authorization: Bearer {token}");
        Assert.Equal(HttpStatusCode.Forbidden, plain.Status);
        Assert.Contains("You came by http://dashboard.example", plain.Text, StringComparison.Ordinal);
        var secret = await Curl.AskAsync(address, "--header", named, "--header", $"Authorization: Bearer {token}", "--header", "X-Forwarded-Proto: https");
        Assert.Equal(HttpStatusCode.OK, secret.Status);
    }
}
