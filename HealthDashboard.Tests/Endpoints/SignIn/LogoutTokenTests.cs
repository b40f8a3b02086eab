using System.Net;
using System.Security.Cryptography;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>What the provider may end, and what somebody else may not in its name.</summary>
[Collection(typeof(ForgedSignIns))]
public sealed class LogoutTokenTests(ForgedSignIn world)
{
    private static readonly Dictionary<string, object> Event = new() { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() };

    private static readonly RSA Foreign = RSA.Create(2048);

    [Fact]
    public async Task A_person_is_signed_out_everywhere_and_others_are_not()
    {
        using var first = await world.SignedInAsync("hal");
        using var second = await world.SignedInAsync("hal");
        using var other = await world.SignedInAsync("ida");

        using var answer = await SendAsync(world.Provider.Sign(Without(Claims("hal"), "sid")));

        Assert.Equal((HttpStatusCode.OK, "private, no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString().Replace("no-store, private", "private, no-store", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await first.GoAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GoAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GoAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_session_at_the_provider_ends_the_one_here()
    {
        using var visitor = await world.SignedInAsync("jon");

        using var other = await SendAsync(world.Provider.Sign(With(Claims("jon"), "sid", "another")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, (await visitor.GoAsync("/")).StatusCode));
        using var answer = await SendAsync(world.Provider.Sign(Without(Claims("jon"), "sub")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (answer.StatusCode, (await visitor.GoAsync("/")).StatusCode));
    }

    [Fact]
    public async Task A_token_is_followed_once()
    {
        using var before = await world.SignedInAsync("kim");
        var token = world.Provider.Sign(Claims("kim"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(token)).StatusCode);

        using var after = await world.SignedInAsync("kim");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await after.GoAsync("/")).StatusCode);
    }

    public static TheoryData<string, Func<ForgedSignIn, Dictionary<string, object>, string>> Forged => new()
    {
        { "without a signature", (world, claims) => world.Provider.Sign(claims, "none") },
        { "signed with the secret that both know", (world, claims) => world.Provider.Sign(claims, "HS256", secret: ForgedSignIn.Secret) },
        { "signed by somebody else", (world, claims) => world.Provider.Sign(claims, key: Foreign) },
        { "of another provider", (world, claims) => world.Provider.Sign(With(claims, "iss", "https://elsewhere.example")) },
        { "for another program", (world, claims) => world.Provider.Sign(With(claims, "aud", "elsewhere")) },
        { "that has run out", (world, claims) => world.Provider.Sign(With(claims, "exp", DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds())) },
        { "of long ago", (world, claims) => world.Provider.Sign(With(claims, "iat", DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds())) },
        { "with a nonce, as those that sign in have", (world, claims) => world.Provider.Sign(With(claims, "nonce", "any")) },
        { "that is no logout", (world, claims) => world.Provider.Sign(Without(claims, "events")) },
        { "of another event", (world, claims) => world.Provider.Sign(With(claims, "events", new Dictionary<string, object> { ["other"] = new Dictionary<string, object>() })) },
        { "without an id", (world, claims) => world.Provider.Sign(Without(claims, "jti")) },
        { "of nobody", (world, claims) => world.Provider.Sign(Without(Without(claims, "sub"), "sid")) },
        { "that is none", (_, _) => "none" },
        { "that is empty", (_, _) => "" },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_token_is_not_followed(string kind, Func<ForgedSignIn, Dictionary<string, object>, string> token)
    {
        using var visitor = await world.SignedInAsync("lea");
        using var answer = await SendAsync(token(world, Claims("lea")));

        Assert.Equal((kind, HttpStatusCode.BadRequest), (kind, answer.StatusCode));
        Assert.Contains("invalid_request", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/")).StatusCode);
    }

    private static Dictionary<string, object> With(Dictionary<string, object> claims, string claim, object value) => new(claims) { [claim] = value };

    private static Dictionary<string, object> Without(Dictionary<string, object> claims, string claim) => new(claims.Where(each => each.Key != claim));

    private Dictionary<string, object> Claims(string subject) =>
        With(With(Without(Without(world.Claims(subject), "name"), "groups"), "events", Event), "jti", Guid.NewGuid().ToString());

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = token });
        return await http.PostAsync(new Uri(world.Dashboard, "/signout-oidc-back-channel"), form);
    }
}
