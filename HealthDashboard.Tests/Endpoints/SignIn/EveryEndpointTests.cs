using System.Net;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Everything that the program maps, whatever will be mapped later too: nobody gets by.</summary>
public sealed class EveryEndpointTests(SignInServer server, AccountsServer accounts, ProxyServer proxy)
{
    /// <summary>What is open to all, and why it may be.</summary>
    private static readonly string[] Open = ["health/live", "health/ready", "error", "signed-out", "signout-oidc-back-channel"];

    /// <summary>What whoever has signed in may ask for, without a grant too; forms are refused without their token.</summary>
    private static readonly Dictionary<string, HttpStatusCode> OfOneself = new()
    {
        ["/account"] = HttpStatusCode.OK,
        ["/sign-out"] = HttpStatusCode.BadRequest,
        ["/sign-out/everywhere"] = HttpStatusCode.BadRequest,
        ["/account/sessions/end"] = HttpStatusCode.BadRequest,
        ["/account/tokens/revoke"] = HttpStatusCode.BadRequest,
    };

    [Fact]
    public async Task Nobody_gets_by_without_a_session_and_none_without_a_grant()
    {
        using var anonymous = await server.VisitorAsync();
        using var stranger = await server.VisitorAsync();
        using var signedIn = await stranger.SignInAsync(SignInServer.Stranger);
        var own = ("Origin", stranger.Dashboard.GetLeftPart(UriPartial.Authority));
        var asked = 0;
        foreach (var (method, address, _) in MappedEndpoints.OfOidc().Guarded)
        {
            using var script = await anonymous.AskAsync(new HttpMethod(method), address, own);
            Assert.Equal((method, address, HttpStatusCode.Unauthorized), (method, address, script.StatusCode));
            using var refused = await stranger.AskAsync(new HttpMethod(method), address, own);
            Assert.Equal((method, address, OfOneself.GetValueOrDefault(address, HttpStatusCode.Forbidden)), (method, address, refused.StatusCode));
            if (method == "GET" && !address.StartsWith("/_blazor", StringComparison.Ordinal))
            {
                using var page = await anonymous.GoAsync(address);
                Assert.Equal((address, HttpStatusCode.Redirect, (await server.ProviderAsync()).Authority), (address, page.StatusCode, page.Headers.Location?.Authority));
            }

            asked++;
        }

        Assert.True(asked > 40, $"Only {asked} are mapped.");
    }

    [Fact]
    public async Task A_token_opens_what_is_for_scripts_and_nothing_else()
    {
        using var owner = await server.VisitorAsync();
        using var signedIn = await owner.SignInAsync(SignInServer.Admin);
        var token = await owner.MakeTokenAsync("everywhere", again: true);
        using var script = await server.VisitorAsync();
        var opened = 0;
        foreach (var (method, address, isForScripts) in MappedEndpoints.OfOidc().Guarded)
        {
            using var answer = await script.AskAsync(new HttpMethod(method), address, ("Origin", script.Dashboard.GetLeftPart(UriPartial.Authority)), ("Authorization", $"Bearer {token}"));
            Assert.Equal((method, address, isForScripts), (method, address, answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)));
            opened += isForScripts ? 1 : 0;
        }

        Assert.True(opened > 5, $"Only {opened} are for scripts.");
    }

    [Fact]
    public async Task Nobody_gets_by_without_a_session_where_the_dashboard_itself_signs_people_in()
    {
        using var anonymous = await accounts.VisitorAsync();
        var own = ("Origin", anonymous.Dashboard.GetLeftPart(UriPartial.Authority));
        var asked = 0;
        foreach (var (method, address, _) in MappedEndpoints.OfAccounts().Guarded)
        {
            using var script = await anonymous.AskAsync(new HttpMethod(method), address, own);
            Assert.Equal((method, address, HttpStatusCode.Unauthorized), (method, address, script.StatusCode));
            if (method == "GET" && !address.StartsWith("/_blazor", StringComparison.Ordinal))
            {
                using var page = await anonymous.GoAsync(address);
                Assert.Equal((address, HttpStatusCode.Redirect, "/sign-in"), (address, page.StatusCode, page.Headers.Location?.AbsolutePath));
            }

            asked++;
        }

        Assert.True(asked > 50, $"Only {asked} are mapped.");
        Assert.Equal(
            ["error", "health/live", "health/ready", "sign-in", "sign-in/code", "sign-in/passkey", "sign-in/passkey/options", "sign-in/password", "signed-out"], MappedEndpoints.OfAccounts().Opened);
    }

    /// <summary>Around the proxy everything is refused before it is asked who comes; through it, by the name of nobody, and by that of somebody without a grant.</summary>
    [Fact]
    public async Task Nobody_gets_by_without_a_proxys_word_and_none_by_it_without_a_grant()
    {
        using var around = new Visitor(await proxy.DashboardAsync());
        using var nobody = new Visitor((await proxy.ProxyAsync()).NamesNobody);
        using var stranger = await proxy.VisitorAsync("cleo");
        using var begun = await stranger.FollowAsync("/");
        Assert.Equal(HttpStatusCode.Forbidden, begun.StatusCode);
        var asked = 0;
        foreach (var (method, address, _) in MappedEndpoints.OfProxy().Guarded)
        {
            using var refused = await AskAsync(around, method, address);
            Assert.Equal((method, address, HttpStatusCode.BadRequest), (method, address, refused.StatusCode));
            using var anonymous = await AskAsync(nobody, method, address);
            Assert.Equal((method, address, HttpStatusCode.Unauthorized), (method, address, anonymous.StatusCode));
            using var without = await AskAsync(stranger, method, address);
            Assert.Equal((method, address, OfOneself.GetValueOrDefault(address, HttpStatusCode.Forbidden)), (method, address, without.StatusCode));
            asked++;
        }

        Assert.True(asked > 40, $"Only {asked} are mapped.");
        Assert.Equal(["error", "health/live", "health/ready", "signed-out"], MappedEndpoints.OfProxy().Opened);

        static Task<HttpResponseMessage> AskAsync(Visitor visitor, string method, string address) =>
            visitor.AskAsync(new HttpMethod(method), address, ("Origin", visitor.Dashboard.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public void What_is_open_to_all_is_named_here() => Assert.Equal(Open.Order(StringComparer.Ordinal), MappedEndpoints.OfOidc().Opened);
}
