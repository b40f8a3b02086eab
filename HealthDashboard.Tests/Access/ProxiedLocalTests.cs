using System.Net;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Access;

/// <summary>A dashboard that nobody signs in to, and a real nginx before it as people set one up: whoever reaches that proxy is shown nothing.</summary>
public sealed class ProxiedLocalTests(SharedServer server)
{
    [Fact]
    public async Task Whoever_reaches_a_proxy_on_the_same_machine_is_shown_nothing()
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

        foreach (var (way, told) in ways.Zip(["This came through a proxy (HTTP/1.0)", "This came through a proxy (X-Forwarded-For)", "The dashboard does not go by the name “dashboard.example”"]))
        {
            foreach (var address in new[] { "/", "/gold/patient_summary.csv", "/pipeline/status.json" })
            {
                var answer = await Curl.AskAsync(new Uri(way, address), "--header", "Host: dashboard.example");
                Assert.Equal((told, HttpStatusCode.BadRequest), (told, answer.Status));
                Assert.StartsWith(told, answer.Text, StringComparison.Ordinal);
            }
        }
    }
}
