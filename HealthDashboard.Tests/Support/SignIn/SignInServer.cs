using HealthDashboard.Access;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support.SignIn;

[assembly: AssemblyFixture(typeof(SignInServer))]

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>The real server behind the certified provider: both started once for all tests, when the first of them asks.</summary>
public sealed class SignInServer : IAsyncDisposable
{
    /// <summary>Admin of everything, known by name and a second group that no grant asks for.</summary>
    public const string Admin = "ada";

    /// <summary>Analyst of one department.</summary>
    public const string Analyst = "ben";

    /// <summary>Viewer of one department.</summary>
    public const string Viewer = "vic";

    /// <summary>In no group that a grant asks for.</summary>
    public const string Stranger = "cleo";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<OidcProvider> _provider = new(() => new OidcProvider());
    private readonly Lazy<Task<DashboardProcess>> _server;

    public SignInServer() => _server = new(StartAsync);

    /// <summary>Where the server keeps sessions and keys.</summary>
    public string State => Path.Combine(_folder.Path, "state");

    /// <summary>The same sessions that the server keeps.</summary>
    public SessionStore Sessions => new(new StateDatabase(new StateOptions { Path = State }), TimeProvider.System);

    public async Task<string> LogAsync() => (await _server.Value).Output;

    public Task<Uri> ProviderAsync() => _provider.Value.AddressAsync();

    public async Task<Uri> AddressAsync() => await (await _server.Value).ReadyAsync();

    /// <summary>A browser that has not been there before.</summary>
    public async Task<Visitor> VisitorAsync() => new(await AddressAsync());

    /// <summary>The settings of a server behind a provider.</summary>
    public static string[] Settings(Uri provider, string secretFile, string state) =>
    [
        "--Auth:Mode", "Oidc", "--Auth:Oidc:Authority", provider.GetLeftPart(UriPartial.Authority), "--Auth:Oidc:ClientId", "dashboard", "--Auth:Oidc:ClientSecretFile", secretFile,
        "--Auth:Grants:0:Claim", "groups=dashboard-admins", "--Auth:Grants:0:Role", "Admin", "--Auth:Grants:0:Departments", "*",
        "--Auth:Grants:1:Claim", "groups=cardiology", "--Auth:Grants:1:Role", "Analyst", "--Auth:Grants:1:Departments:0", "Cardiology",
        "--Auth:Grants:2:Claim", "groups=cardiology-viewers", "--Auth:Grants:2:Role", "Viewer", "--Auth:Grants:2:Departments:0", "Cardiology",
        "--Auth:Grants:3:Claim", "groups=two-viewers", "--Auth:Grants:3:Role", "Viewer", "--Auth:Grants:3:Departments:0", "Cardiology", "--Auth:Grants:3:Departments:1", "Dermatology",
        "--Auth:Grants:4:Claim", "groups=name-readers", "--Auth:Grants:4:Role", "Analyst", "--Auth:Grants:4:Departments:0", "Cardiology", "--Auth:Grants:4:Names", "true",
        "--State:Path", state,
    ];

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
        if (_provider.IsValueCreated)
            await _provider.Value.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<DashboardProcess> StartAsync()
    {
        var (secret, data) = (Path.Combine(_folder.Path, "secret"), Path.Combine(_folder.Path, "data"));
        await File.WriteAllTextAsync(secret, "a secret of the tests\n");
        TwoDepartments.Hospital.WriteTo(data);
        var server = DashboardProcess.Serve(
            data, Path.Combine(_folder.Path, "warehouse"), Settings(await _provider.Value.AddressAsync(), secret, State));
        await _provider.Value.KnowAsync(await server.AddressAsync());
        return server;
    }
}
