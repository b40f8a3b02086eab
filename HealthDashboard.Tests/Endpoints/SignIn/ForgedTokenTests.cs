using System.Net;
using System.Security.Cryptography;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Tokens that nobody should believe, from a provider that says whatever it is told to.</summary>
[Collection(typeof(ForgedSignIns))]
public sealed class ForgedTokenTests(ForgedSignIn world)
{
    private static readonly RSA Foreign = RSA.Create(2048);

    [Fact]
    public async Task A_token_as_it_should_be_signs_in()
    {
        using var visitor = world.Visitor();
        using var answer = await world.ComeBackAsync(visitor, nonce => world.Provider.Sign(world.Claims(nonce: nonce)));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GoAsync("/")).StatusCode);
    }

    public static TheoryData<string, Func<ForgedSignIn, Dictionary<string, object>, string>> Forged => new()
    {
        { "without a signature", (world, claims) => world.Provider.Sign(claims, "none") },
        { "signed with the secret that both know", (world, claims) => world.Provider.Sign(claims, "HS256", secret: ForgedSignIn.Secret) },
        { "signed by somebody else", (world, claims) => world.Provider.Sign(claims, key: Foreign) },
        { "signed by somebody else, under a key of theirs", (world, claims) => world.Provider.Sign(claims, key: Foreign, keyId: "another") },
        { "whose signature is cut off", (world, claims) => world.Provider.Sign(claims)[..^4] },
        { "of another provider", (world, claims) => world.Provider.Sign(With(claims, "iss", "https://elsewhere.example")) },
        { "for another program", (world, claims) => world.Provider.Sign(With(claims, "aud", "elsewhere")) },
        { "that has run out", (world, claims) => world.Provider.Sign(With(claims, "exp", DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds())) },
        { "that never runs out", (world, claims) => world.Provider.Sign(Without(claims, "exp")) },
        { "that does not hold yet", (world, claims) => world.Provider.Sign(With(claims, "nbf", DateTimeOffset.UtcNow.AddMinutes(6).ToUnixTimeSeconds())) },
        { "of another sign-in", (world, claims) => world.Provider.Sign(With(claims, "nonce", "another")) },
        { "of no sign-in", (world, claims) => world.Provider.Sign(Without(claims, "nonce")) },
        { "of nobody", (world, claims) => world.Provider.Sign(Without(claims, "sub")) },
        { "that is none", (_, _) => "none" },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_token_is_refused(string kind, Func<ForgedSignIn, Dictionary<string, object>, string> token)
    {
        using var visitor = world.Visitor();
        using var answer = await world.ComeBackAsync(visitor, nonce => token(world, world.Claims(nonce: nonce)));

        Assert.Equal((kind, HttpStatusCode.BadRequest, null), (kind, answer.StatusCode, visitor.Session));
        Assert.Contains("The sign-in did not work", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GoAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Clocks_that_are_apart_are_said_with_both_times(int apart)
    {
        using var visitor = world.Visitor();
        var there = DateTimeOffset.UtcNow.AddSeconds(apart);
        using var answer = await world.ComeBackAsync(visitor, nonce => world.Provider.Sign(
            With(With(world.Claims(nonce: nonce), "iat", there.ToUnixTimeSeconds()), "exp", there.AddMinutes(5).ToUnixTimeSeconds())));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"The sign-in service says it is {there:yyyy-MM-dd HH:mm:ss} UTC, and here it is {DateTimeOffset.UtcNow:yyyy-MM-dd HH:}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_gives_no_token_is_said_to_be_away()
    {
        using var visitor = world.Visitor();
        using var answer = await world.ComeBackAsync(visitor, nonce =>
        {
            world.Provider.Tokens.Clear();
            return "";
        });

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadRequest });
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_the_cookie_is_of_this_host_alone()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = world.Dashboard };
        using var led = await SendAsync(http, "/", "");
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(led.Headers.Location!.Query);
        Assert.Equal($"https://{world.Dashboard.Authority}/signin-oidc", asked["redirect_uri"].ToString());
        var cookies = led.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(cookies, cookie => Assert.Contains("; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal));

        var code = Guid.NewGuid().ToString();
        world.Provider.Tokens[code] = world.Provider.Sign(world.Claims(nonce: asked["nonce"]!));
        using var back = await SendAsync(http, $"/signin-oidc?code={code}&state={Uri.EscapeDataString(asked["state"]!)}", string.Join("; ", cookies.Select(each => each.Split(';')[0])));
        var session = Assert.Single(back.Headers.GetValues("Set-Cookie"), each => each.Contains("session=", StringComparison.Ordinal));

        Assert.StartsWith("__Host-session=", session, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure; samesite=lax; httponly", session, StringComparison.Ordinal);
        var key = session.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, "/", key)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(http, "/", key["__Host-".Length..])).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string address, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in new[] { ("X-Forwarded-Proto", "https"), ("Accept", "text/html"), ("Cookie", cookies) }.Where(each => each.Item2.Length > 0))
            request.Headers.Add(name, value);
        return await http.SendAsync(request);
    }

    private static Dictionary<string, object> With(Dictionary<string, object> claims, string claim, object value) => new(claims) { [claim] = value };

    private static Dictionary<string, object> Without(Dictionary<string, object> claims, string claim) => new(claims.Where(each => each.Key != claim));
}
