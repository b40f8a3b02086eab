using System.Globalization;
using System.Net;
using System.Security.Claims;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Tests.Support.SignIn;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Authentication;

[assembly: AssemblyFixture(typeof(AccountsServer))]

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>The real server with accounts of its own, behind a proxy on this machine: started once for all tests, when the first of them asks.</summary>
public sealed class AccountsServer : IAsyncDisposable
{
    /// <summary>Of everybody who was not given one by the program.</summary>
    public const string Password = "tulip ferry noon";

    public const string Form = "form[action='sign-in']";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<DashboardProcess>> _server;
    private readonly Lazy<AccountStore> _accounts;

    public AccountsServer()
    {
        _accounts = new(Prepare);
        _server = new(StartAsync);
    }

    public string State => Path.Combine(_folder.Path, "state");

    /// <summary>The same accounts that the server knows.</summary>
    public AccountStore Accounts => _accounts.Value;

    public async Task<string> LogAsync() => (await _server.Value).Output;

    public async Task<Uri> AddressAsync() => await (await _server.Value).ReadyAsync();

    /// <summary>The settings of a server with accounts.</summary>
    public static string[] Settings(string state) => ["--Auth:Mode", "Accounts", "--State:Path", state];

    /// <summary>Makes a folder in which somebody may look after everything.</summary>
    public static AccountStore Prepare(string state)
    {
        var accounts = Open(state);
        accounts.Add("root", Reach.Parse("admin=*"));
        return accounts;
    }

    /// <summary>The accounts of a folder.</summary>
    public static AccountStore Open(string state)
    {
        DapperTypes.Register();
        var database = new StateDatabase(new StateOptions { Path = state });
        database.Prepare();
        var accounts = new AccountStore(database, new SessionStore(database, TimeProvider.System), TimeProvider.System);
        accounts.Prepare();
        return accounts;
    }

    /// <summary>Somebody with a password of their own, of whom no other test knows.</summary>
    public LocalAccount Person(string name, string reach = "analyst=Cardiology")
    {
        var account = Accounts.Add(name, Reach.Parse(reach)).Account;
        Assert.True(Accounts.SetPassword(account.Id, account.Stamp, Password));
        return Accounts.Find(account.Id)!;
    }

    /// <summary>A browser at an address of its own, which the proxy tells.</summary>
    public async Task<Visitor> VisitorAsync() => new(await AddressAsync(), ("X-Forwarded-For", $"2001:db8:{Guid.NewGuid().ToString("N")[..4]}:{Guid.NewGuid().ToString("N")[..4]}::1"));

    /// <summary>Sends name and password from the page one is led to.</summary>
    public static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string name, string password, string page = "/")
    {
        using var led = await visitor.FollowAsync(page);
        return await visitor.SubmitAsync(led, Form, ("name", name), ("password", password));
    }

    public async Task<Visitor> SignedInAsync(string name, string password = Password)
    {
        var visitor = await VisitorAsync();
        using var answer = await SendAsync(visitor, name, password);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        return visitor;
    }

    /// <summary>As if somebody had last been asked who they are a quarter of an hour ago, in all sessions of theirs.</summary>
    public void SignedInLongAgo(LocalAccount account) => new StateDatabase(new StateOptions { Path = State }).Ask(connection =>
    {
        foreach (var (id, kept) in connection.Query<(long, byte[])>("select id, ticket from sessions where issuer = 'accounts' and subject = @Subject", new { account.Subject }).ToList())
        {
            var ticket = TicketSerializer.Default.Deserialize(kept)!;
            var identity = (ClaimsIdentity)ticket.Principal.Identity!;
            identity.RemoveClaim(identity.FindFirst("auth_time"));
            identity.AddClaim(new Claim("auth_time", DateTimeOffset.UtcNow.AddMinutes(-15).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            connection.Execute("update sessions set ticket = @ticket where id = @id", new { id, ticket = TicketSerializer.Default.Serialize(ticket) });
        }

        return true;
    });

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
        _folder.Dispose();
    }

    private AccountStore Prepare() => Prepare(State);

    private Task<DashboardProcess> StartAsync()
    {
        _ = Accounts;
        var data = Path.Combine(_folder.Path, "data");
        TwoDepartments.Hospital.WriteTo(data);
        return Task.FromResult(DashboardProcess.Serve(data, Path.Combine(_folder.Path, "warehouse"), [.. Settings(State), "--Hosting:Proxies", "127.0.0.1"]));
    }
}
