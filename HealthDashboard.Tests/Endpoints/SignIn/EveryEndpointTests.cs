using System.Net;
using System.Text.RegularExpressions;
using HealthDashboard.Endpoints;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>Everything that the program maps, whatever will be mapped later too: nobody gets by.</summary>
public sealed partial class EveryEndpointTests(SignInServer server, AccountsServer accounts)
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
        foreach (var (method, address, _) in Guarded(OfOidc()))
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
        foreach (var (method, address, isForScripts) in Guarded(OfOidc()))
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
        foreach (var (method, address, _) in Guarded(OfAccounts()))
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
            ["error", "health/live", "health/ready", "sign-in", "sign-in/code", "sign-in/passkey", "sign-in/passkey/options", "sign-in/password", "signed-out"], Opened(OfAccounts()));
    }

    [Fact]
    public void What_is_open_to_all_is_named_here() => Assert.Equal(Open.Order(StringComparer.Ordinal), Opened(OfOidc()));

    private static IEnumerable<string> Opened(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(endpoint => IsOpen(endpoint) && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Each way in that is not open to all, with something in the places of its address.</summary>
    private static IEnumerable<(string Method, string Address, bool IsForScripts)> Guarded(IEnumerable<RouteEndpoint> endpoints) => endpoints.Where(endpoint => !IsOpen(endpoint)).SelectMany(endpoint =>
    {
        var address = "/" + Place().Replace(endpoint.RoutePattern.RawText!, place => place.Value.EndsWith(":long}", StringComparison.Ordinal) ? "7" : "insurance_summary").TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return (methods is { Count: > 0 } ? methods : ["GET", "POST"]).Where(method => method != "HEAD")
            .Select(method => (method, address, endpoint.Metadata.GetMetadata<ScriptAddress>() is not null));
    }).Distinct();

    private static List<RouteEndpoint> OfOidc()
    {
        using var folder = new TemporaryFolder();
        var secret = Path.Combine(folder.Path, "secret");
        File.WriteAllText(secret, "any");
        return Endpoints(SignInServer.Settings(new Uri("https://provider.example"), secret, Path.Combine(folder.Path, "state")));
    }

    private static List<RouteEndpoint> OfAccounts()
    {
        using var folder = new TemporaryFolder();
        AccountsServer.Prepare(folder.Path);
        return Endpoints(AccountsServer.Settings(folder.Path));
    }

    /// <summary>As the program puts itself together; nothing is started.</summary>
    private static List<RouteEndpoint> Endpoints(string[] told)
    {
        var builder = Server.CreateBuilder(told);
        var settings = Settings.From(builder.Configuration);
        Server.Add(builder, settings);
        using var app = (IDisposable)builder.Build();
        Server.Use((Microsoft.AspNetCore.Builder.WebApplication)app, settings);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
