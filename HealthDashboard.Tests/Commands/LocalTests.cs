using HealthDashboard.Tests.Support;
using Microsoft.Extensions.Logging;

namespace HealthDashboard.Tests.Commands;

/// <summary>Every way by which others than whoever sits at the machine would come in where nobody signs in: it does not start.</summary>
public sealed class LocalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("(http://0.0.0.0:0)", "--urls", "http://0.0.0.0:0")]
    [InlineData("", "--urls", "http://0:0")]
    [InlineData("(http://[::]:0)", "--urls", "http://[::]:0")]
    [InlineData("", "--urls", "http://[::ffff:0.0.0.0]:0")]
    [InlineData("", "--urls", "http://*:0")]
    [InlineData("", "--urls", "http://+:0")]
    [InlineData("", "--urls", "http://dashboard.example:0")]
    [InlineData("(http://192.0.2.1:0)", "--urls", "http://127.0.0.1:0;http://192.0.2.1:0")]
    [InlineData("", "--urls", "https://0.0.0.0:0")]
    [InlineData("(http://unix:", "--urls", "http://unix:FOLDER/socket")]
    [InlineData("", "--http_ports", "0")]
    [InlineData("", "--https_ports", "0")]
    [InlineData("", "--Kestrel:Endpoints:All:Url", "http://0.0.0.0:0")]
    [InlineData("(http://unix:", "--Kestrel:Endpoints:Socket:Url", "http://unix:FOLDER/socket")]
    [InlineData("Hosting:Proxies", "--Hosting:Proxies", "127.0.0.1")]
    [InlineData("AllowedHosts “dashboard.example”", "--AllowedHosts", "localhost;dashboard.example")]
    [InlineData("AllowedHosts “*”", "--AllowedHosts", "*")]
    public async Task It_is_refused_in_words(string found, string setting, string value)
    {
        var why = await StartAsync(setting, value.Replace("FOLDER", _folder.Path, StringComparison.Ordinal));

        Assert.StartsWith("The dashboard has no sign-in, so it listens on this machine alone; found ", why, StringComparison.Ordinal);
        Assert.Contains(found, why, StringComparison.Ordinal);
        Assert.Contains("Expected ", why, StringComparison.Ordinal);
        Assert.Contains("Auth:Mode=Oidc, Accounts or Proxy", why, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "socket")));
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("--urls", "http://[::1]:0")]
    [InlineData("--Kestrel:Endpoints:All:Url", "http://127.0.0.1:0")]
    [InlineData("--AllowedHosts", "localhost;127.0.0.1;[::1]", "--urls", "http://127.0.0.1:0")]
    [InlineData("--Auth:Mode", "Open", "--urls", "http://0.0.0.0:0")]
    public async Task What_leads_to_the_machine_alone_is_not(params string[] settings) => Assert.Null(await StartAsync(settings));

    [Fact]
    public async Task Whoever_is_believed_by_everybody_is_refused_in_every_mode()
    {
        var why = await StartAsync("--Auth:Mode", "Open", "--urls", "http://127.0.0.1:0", "--ForwardedHeaders_Enabled", "true");

        Assert.Contains("whoever sends X-Forwarded-For or X-Forwarded-Proto is believed", why, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Puts the server together and starts it here; what it says in place of starting, null where it starts.</summary>
    private async Task<string?> StartAsync(params string[] settings)
    {
        var builder = Server.CreateBuilder([.. settings, "--Data:Path", Path.Combine(_folder.Path, "data"), "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse"), "--State:Path", Path.Combine(_folder.Path, "state")]);
        var configured = Settings.From(builder.Configuration);
        builder.Logging.ClearProviders();
        try
        {
            Server.Add(builder, configured);
            await using var app = builder.Build();
            await app.StartAsync(TestContext.Current.CancellationToken);
            await app.StopAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (FormatException refused)
        {
            return refused.Message;
        }
    }
}
