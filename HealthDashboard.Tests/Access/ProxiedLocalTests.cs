using System.Net;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Access;

/// <summary>A dashboard that nobody signs in to, and a real nginx or HAProxy before it as people set one up: whoever reaches that proxy is shown nothing.</summary>
public sealed class ProxiedLocalTests(SharedServer server)
{
    [Fact]
    public async Task Whoever_reaches_an_nginx_on_the_same_machine_is_shown_nothing()
    {
        using var folder = new TemporaryFolder();
        var (dashboard, ways) = ((await server.AddressAsync()).GetLeftPart(UriPartial.Authority), ProxyProcess.FreeWays(3));
        string[] hands =
        [
            // All that nginx needs.
            "",
            "proxy_http_version 1.1; proxy_set_header Host 127.0.0.1; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
            "proxy_http_version 1.1; proxy_set_header Host $http_host;",
        ];
        var configuration = Path.Combine(folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            master_process off;
            pid {{folder.Path}}/nginx.pid;
            events { worker_connections 64; }
            http {
                access_log off;
                {{string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {folder.Path}/{kind};"))}}
                {{string.Join('\n', ways.Zip(hands, (way, hand) => $"server {{ listen {way.Authority}; location / {{ proxy_pass {dashboard}; {hand} }} }}"))}}
            }
            """, TestContext.Current.CancellationToken);
        await using var nginx = await ProxyProcess.StartAsync("nginx", ["-e", "stderr", "-p", folder.Path, "-c", configuration], ways[^1]);

        await TellsAsync(ways, "This came through a proxy (HTTP/1.0)", "This came through a proxy (X-Forwarded-For)", "The dashboard does not go by the name “dashboard.example”");
    }

    [Fact]
    public async Task Nor_whoever_reaches_an_HAProxy()
    {
        using var folder = new TemporaryFolder();
        var (dashboard, ways) = ((await server.AddressAsync()).Authority, ProxyProcess.FreeWays(3));
        string[] hands = ["", "http-request set-header Host 127.0.0.1\n    option forwardfor", "http-request set-header Host 127.0.0.1\n    http-request set-header Forwarded for=%[src]"];
        var configuration = Path.Combine(folder.Path, "haproxy.cfg");
        await File.WriteAllTextAsync(configuration, $"""
            defaults
                mode http
                timeout connect 10s
                timeout client 60s
                timeout server 60s
            {string.Join('\n', ways.Zip(hands, (way, hand) => $"listen {way.Port}\n    bind {way.Authority}\n    {hand}\n    server one {dashboard}"))}

            """, TestContext.Current.CancellationToken);
        await using var haproxy = await ProxyProcess.StartAsync("haproxy", ["-db", "-f", configuration], ways[^1]);

        await TellsAsync(ways, "The dashboard does not go by the name “dashboard.example”", "This came through a proxy (X-Forwarded-For)", "This came through a proxy (Forwarded)");
    }

    private static async Task TellsAsync(Uri[] ways, params string[] told)
    {
        foreach (var (way, words) in ways.Zip(told))
        {
            foreach (var address in new[] { "/", "/gold/patient_summary.csv", "/pipeline/status.json" })
            {
                var answer = await Curl.AskAsync(new Uri(way, address), "--header", "Host: dashboard.example");
                Assert.Equal((words, HttpStatusCode.BadRequest), (words, answer.Status));
                // HAProxy writes the names of headers in small letters.
                Assert.StartsWith(words, answer.Text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
