namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A real HAProxy in a process of its own, which three ways lead through: one that was set up well, and two in a hurry.</summary>
public sealed class Haproxy : IAsyncDisposable
{
    private readonly ProxyProcess _process;

    private Haproxy(ProxyProcess process, Uri[] ways) => (_process, SignsIn, Adds, HandsOn) = (process, ways[0], ways[1], ways[2]);

    /// <summary>Knows people by a cookie of its own, and sets whom it is of and in which groups they are.</summary>
    public Uri SignsIn { get; }

    /// <summary>The same, but that it adds its headers to those that came in (<c>add-header</c>).</summary>
    public Uri Adds { get; }

    /// <summary>Hands on whatever came in, and knows no secret.</summary>
    public Uri HandsOn { get; }

    public static async Task<Haproxy> StartAsync(string folder, Uri dashboard, string secret)
    {
        var ways = ProxyProcess.FreeWays(3);
        var configuration = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(Path.Combine(folder, "users.map"), "ada ada\nben ben\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "groups.map"), "ada dashboard-admins\nben cardiology\n");
        await File.WriteAllTextAsync(configuration, Configuration(folder, dashboard, secret, ways));
        return new Haproxy(await ProxyProcess.StartAsync("haproxy", ["-db", "-f", configuration], ways[2]), ways);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Configuration(string folder, Uri dashboard, string secret, Uri[] ways)
    {
        string Way(int way, string verb) => $$"""
            frontend way{{way}}
                bind {{ways[way].Authority}}
                http-request set-var(txn.user) req.cook({{ProxyServer.Cookie}}),map_str({{folder}}/users.map)
                http-request deny deny_status 401 unless { var(txn.user) -m found }
                http-request {{verb}} X-Forwarded-User %[var(txn.user)]
                http-request {{verb}} X-Forwarded-Groups %[var(txn.user),map_str({{folder}}/groups.map)]
                http-request set-header X-Forwarded-Name %[var(txn.user)]
                http-request set-header X-Proxy-Secret {{secret}}
                http-request set-header X-Forwarded-Proto http
                default_backend dashboard
            """;
        return $$"""
            defaults
                mode http
                option forwardfor
                timeout connect 10s
                timeout client 60s
                timeout server 60s
                timeout tunnel 10m
            {{Way(0, "set-header")}}
            {{Way(1, "add-header")}}
            frontend way2
                bind {{ways[2].Authority}}
                default_backend dashboard
            backend dashboard
                server one {{dashboard.Authority}}

            """;
    }
}
