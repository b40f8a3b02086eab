namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A real nginx in a process of its own, which several ways lead through: one that signs people in, and some that were set up in a hurry.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private readonly ProxyProcess _process;

    private Nginx(ProxyProcess process, Uri[] ways) => (_process, SignsIn, NamesNobody, HandsOn, AddsItsOwn) = (process, ways[0], ways[1], ways[2], ways[3]);

    /// <summary>Knows people by a cookie of its own, and tells the dashboard whom it is of, what they are called and in which groups they are.</summary>
    public Uri SignsIn { get; }

    /// <summary>Lets everybody through as nobody, with its secret: a way for scripts that bring a token.</summary>
    public Uri NamesNobody { get; }

    /// <summary>Hands on whatever came in, and knows no secret.</summary>
    public Uri HandsOn { get; }

    /// <summary>Signs people in, of whom a directory says something else, says where they came by, and hands on what clients say of that.</summary>
    public Uri AddsItsOwn { get; }

    public static async Task<Nginx> StartAsync(string folder, Uri dashboard, string secret)
    {
        var ways = ProxyProcess.FreeWays(4);
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, dashboard, secret, ways));
        return new Nginx(await ProxyProcess.StartAsync("nginx", ["-e", "stderr", "-p", folder, "-c", configuration], ways[3]), ways);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Configuration(string folder, Uri dashboard, string secret, Uri[] ways)
    {
        var reached = $$"""
            proxy_pass {{dashboard.GetLeftPart(UriPartial.Authority)}};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $upgrading;
            """;
        const string Asked = "if ($user = '') { return 401; } proxy_set_header X-Forwarded-User $user; proxy_set_header X-Forwarded-Name $called;";
        var known = $"proxy_set_header X-Proxy-Secret {secret};";
        return $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            events { worker_connections 256; }
            http {
                access_log off;
                {{string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {folder}/{kind};"))}}
                map $http_upgrade $upgrading { default upgrade; "" ""; }
                map $cookie_signed_in_as $user { default ""; ada ada; ben ben; cleo cleo; }
                map $user $called { default ""; ada "Ada Example"; ben "Bén Example"; }
                map $user $groups { default cafeteria; ada "dashboard-admins, nurses"; ben cardiology; }
                map $user $others { default ""; ada cardiology; ben cardiology; }
                server { listen {{ways[0].Authority}}; location / { {{reached}} {{Asked}} {{known}} proxy_set_header X-Forwarded-Groups $groups; proxy_set_header X-Forwarded-Proto $scheme; } }
                server { listen {{ways[1].Authority}}; location / { {{reached}} {{known}} proxy_set_header X-Forwarded-User ""; proxy_set_header X-Forwarded-Groups ""; } }
                server { listen {{ways[2].Authority}}; location / { {{reached}} } }
                server { listen {{ways[3].Authority}}; location / { {{reached}} {{Asked}} {{known}} proxy_set_header X-Forwarded-Groups $others;
                    proxy_set_header Forwarded "for=$remote_addr;host=$host"; proxy_set_header Via "1.1 here"; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }
            }
            """;
    }
}
