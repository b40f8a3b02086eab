using System.Net;
using System.Net.Sockets;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

/// <summary>Where the server listens, and what it says when it does or cannot.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Warehouse => Path.Combine(_folder.Path, "warehouse");

    [Fact]
    public async Task A_port_that_is_taken_is_a_sentence_and_no_run_is_begun()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var run = await ServeAsync("--urls", $"http://{taken.LocalEndpoint}");

        Assert.Contains("address already in use", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Warehouse, "runs")));
    }

    [Theory]
    [InlineData("Invalid url: 'nonsense'", "--urls", "nonsense")]
    [InlineData("cannot listen on http://192.0.2.1:80", "--urls", "http://192.0.2.1:80", "--Auth:Mode", "Open")]
    [InlineData("https", "--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", "/no/such.pfx")]
    [InlineData("http://localhost:0", "--urls", "http://localhost:0")]
    public async Task An_address_that_cannot_be_listened_on_is_a_sentence(string told, params string[] arguments) =>
        Assert.Contains(told, (await ServeAsync(arguments)).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_sign_in_it_listens_on_this_machine_alone_unless_told_to_be_open()
    {
        var run = await ServeAsync("--urls", "http://0.0.0.0:0");

        Assert.Contains("The dashboard has no sign-in, so it listens on this machine alone", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Auth:Mode=Open", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Warehouse, "runs")));
    }

    /// <summary>What a container, a service or somebody's profile sets, without a word on the command line.</summary>
    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0", "found an address that others reach too")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "True", "ASPNETCORE_FORWARDEDHEADERS_ENABLED is true")]
    public async Task What_the_environment_says_is_refused_too(string variable, string value, string told)
    {
        await using var server = DashboardProcess.StartIn([(variable, value)], "--Warehouse:Path", Warehouse);

        Assert.Equal(2, await server.EndAsync());
        Assert.Contains(told, server.Output, StringComparison.Ordinal);
    }

    /// <summary>As the image of the container starts it.</summary>
    [Fact]
    public async Task In_a_container_it_starts_once_a_mode_is_said()
    {
        var image = await File.ReadAllLinesAsync(Path.Combine(Places.Repository, "Dockerfile"), TestContext.Current.CancellationToken);
        var environment = image.Where(line => line.StartsWith("ENV ", StringComparison.Ordinal)).Select(line => line["ENV ".Length..].Split('=')).Select(pair => (pair[0], pair[0].EndsWith("PORTS", StringComparison.Ordinal) ? "0" : pair[1])).ToList();
        await using var server = DashboardProcess.StartIn(environment, "--Data:Path", _folder.Path, "--Warehouse:Path", Warehouse, "--State:Path", Path.Combine(_folder.Path, "state"));

        Assert.Equal(2, await server.EndAsync());
        Assert.Contains("it listens on this machine alone", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(environment, variable => variable.Item1.StartsWith("Auth", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("USER $APP_UID", image);
    }

    [Fact]
    public async Task Open_is_said_in_the_log_and_on_each_page_and_local_says_nothing()
    {
        var data = Path.Combine(_folder.Path, "data");
        Hospital.Tiny.WriteTo(data);
        await using var open = DashboardProcess.Serve(data, Warehouse, "--Auth:Mode", "open");
        await using var local = DashboardProcess.Serve(data, Warehouse + "2");

        foreach (var page in new[] { "/", "/pipeline", "/gold/insurance_summary" })
        {
            Assert.Contains("Open to everybody", await PageAsync(open, page), StringComparison.Ordinal);
            Assert.DoesNotContain("Open to everybody", await PageAsync(local, page), StringComparison.Ordinal);
        }

        Assert.Contains("Auth:Mode is Open: whoever reaches this dashboard sees every patient", open.Output, StringComparison.Ordinal);
        Assert.Contains($"Ctrl+C ends it. Open {(await open.AddressAsync()).GetLeftPart(UriPartial.Authority)}", open.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("https://0.0.0.0:5443", "https://localhost:5443", "https://HOST:5443")]
    [InlineData("http://[::]:5080", "http://localhost:5080", "http://HOST:5080")]
    public void The_address_to_open_is_one_that_a_browser_can_open(string listening, params string[] open) =>
        Assert.Equal(open.Select(address => address.Replace("HOST", Dns.GetHostName(), StringComparison.Ordinal)), Listening.ToOpen(listening));

    public void Dispose() => _folder.Dispose();

    private static async Task<string> PageAsync(DashboardProcess server, string address)
    {
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        return await http.GetStringAsync(new Uri(address, UriKind.Relative));
    }

    /// <summary>A start that is refused: one line, no stack trace, 2.</summary>
    private async Task<ProgramRun> ServeAsync(params string[] arguments)
    {
        var run = await ProgramRun.OfAsync([.. arguments, "--Warehouse:Path", Warehouse]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Errors.Trim().Split('\n'));
        return run;
    }
}
