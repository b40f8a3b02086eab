using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support.SignIn;

[assembly: AssemblyFixture(typeof(ProxyServer))]

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>The real server behind a real proxy: both started once for all tests, when the first of them asks.</summary>
public sealed class ProxyServer : IAsyncDisposable
{
    /// <summary>By which the proxy knows who has signed in there.</summary>
    public const string Cookie = "signed_in_as";

    public const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<(DashboardProcess Server, Nginx Proxy)>> _started;

    private readonly Lazy<Task<Haproxy>> _haproxy;

    public ProxyServer() => (_started, _haproxy) = (new(StartAsync), new(async () => await Haproxy.StartAsync(_folder.Path, await DashboardAsync(), Secret)));

    /// <summary>The same sessions that the server keeps.</summary>
    public SessionStore Sessions => new(new StateDatabase(new StateOptions { Path = State }), TimeProvider.System);

    public string State => Path.Combine(_folder.Path, "state");

    public async Task<Nginx> ProxyAsync() => (await _started.Value).Proxy;

    /// <summary>A proxy of another kind in front of the same server.</summary>
    public Task<Haproxy> HaproxyAsync() => _haproxy.Value;

    /// <summary>Where the server itself listens, to which no way but the proxy should lead.</summary>
    public async Task<Uri> DashboardAsync() => await (await _started.Value).Server.AddressAsync();

    public static (string Name, string Value) As(string name) => ("Cookie", $"{Cookie}={name}");

    /// <summary>A browser of somebody who has signed in at the proxy.</summary>
    public async Task<Visitor> VisitorAsync(string name) => new((await ProxyAsync()).SignsIn, As(name));

    public static string[] Settings(string secretFile, string state) =>
    [
        "--Auth:Mode", "Proxy", "--Auth:Proxy:SecretFile", secretFile, "--Auth:Proxy:NameHeader", "X-Forwarded-Name", "--Auth:Proxy:GroupsHeader", "X-Forwarded-Groups",
        "--Auth:Proxy:SignOutUrl", "/oauth2/sign_out", "--Hosting:Proxies", "127.0.0.1",
        "--Auth:Grants:0:Claim", "groups=dashboard-admins", "--Auth:Grants:0:Role", "Admin", "--Auth:Grants:0:Departments", "*",
        "--Auth:Grants:1:Claim", "groups=cardiology", "--Auth:Grants:1:Role", "Analyst", "--Auth:Grants:1:Departments:0", "Cardiology",
        "--State:Path", state,
    ];

    public async ValueTask DisposeAsync()
    {
        if (_haproxy.IsValueCreated && _haproxy.Value.IsCompletedSuccessfully)
            await (await _haproxy.Value).DisposeAsync();
        if (_started.IsValueCreated && _started.Value.IsCompletedSuccessfully)
        {
            var (server, proxy) = await _started.Value;
            await proxy.DisposeAsync();
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<(DashboardProcess Server, Nginx Proxy)> StartAsync()
    {
        var (secret, data) = (Path.Combine(_folder.Path, "secret"), Path.Combine(_folder.Path, "data"));
        await File.WriteAllTextAsync(secret, Secret + "\n");
        TwoDepartments.Hospital.WriteTo(data);
        var server = DashboardProcess.Serve(data, Path.Combine(_folder.Path, "warehouse"), Settings(secret, State));
        return (server, await Nginx.StartAsync(_folder.Path, await server.ReadyAsync(), Secret));
    }
}
