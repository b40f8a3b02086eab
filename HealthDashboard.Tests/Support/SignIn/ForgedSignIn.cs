using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>The real server behind the provider that forges: one for all tests that only sign in and out.</summary>
public sealed class ForgedSignIn : IAsyncLifetime
{
    public const string Secret = "a secret of the tests that is long enough to sign with";

    private readonly TemporaryFolder _folder = new();
    private DashboardProcess? _server;

    public ForgingProvider Provider { get; private set; } = default!;

    public Uri Dashboard { get; private set; } = default!;

    public string State => Path.Combine(_folder.Path, "state");

    public string Issuer => Provider.Address.GetLeftPart(UriPartial.Authority);

    public string Log => _server!.Output;

    public async ValueTask InitializeAsync()
    {
        Provider = await ForgingProvider.StartAsync();
        var (secret, data) = (Path.Combine(_folder.Path, "secret"), Path.Combine(Places.Repository, "data"));
        await File.WriteAllTextAsync(secret, Secret);
        _server = DashboardProcess.Serve(data, Path.Combine(_folder.Path, "warehouse"), [.. SignInServer.Settings(Provider.Address, secret, State), "--Hosting:Proxies", "127.0.0.1", "--AllowedHosts", "dashboard.example"]);
        Dashboard = await _server.ReadyAsync();
    }

    public Visitor Visitor() => new(Dashboard);

    /// <summary>What an honest provider says of an admin.</summary>
    public Dictionary<string, object> Claims(string subject = "ada", string? nonce = null, string group = "dashboard-admins")
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = "dashboard",
            ["sub"] = subject,
            ["sid"] = "at the provider: " + subject,
            ["iat"] = now,
            ["exp"] = now + 600,
            ["name"] = "Ada Example",
            ["groups"] = new[] { "nurses", group },
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        return claims;
    }

    /// <summary>Comes back from the provider with a code that is worth a token.</summary>
    /// <param name="token">Made of the nonce that the dashboard asked for.</param>
    public async Task<HttpResponseMessage> ComeBackAsync(Visitor visitor, Func<string, string> token)
    {
        using var led = await visitor.GoAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, led.StatusCode);
        var asked = QueryHelpers.ParseQuery(led.Headers.Location!.Query);
        var code = Guid.NewGuid().ToString();
        Provider.Tokens[code] = token(asked["nonce"]!);
        return await visitor.GoAsync(QueryHelpers.AddQueryString("/signin-oidc", new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }));
    }

    /// <summary>Signs in as somebody.</summary>
    public async Task<Visitor> SignedInAsync(string subject, string group = "dashboard-admins")
    {
        var visitor = Visitor();
        using var answer = await ComeBackAsync(visitor, nonce => Provider.Sign(Claims(subject, nonce, group)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (Provider is not null)
            await Provider.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Tests of tokens that nobody should believe; they share the server.</summary>
[CollectionDefinition]
public sealed class ForgedSignIns : ICollectionFixture<ForgedSignIn>;
