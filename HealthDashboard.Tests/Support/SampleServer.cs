namespace HealthDashboard.Tests.Support;

/// <summary>The real server over the repository's data, asked without a browser.</summary>
public sealed class SampleServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DashboardProcess? _server;

    public HttpClient Http { get; private set; } = default!;

    /// <summary>Everything the server said so far.</summary>
    public string Log => _server!.Output;

    public async ValueTask InitializeAsync()
    {
        _server = DashboardProcess.Serve(Path.Combine(Places.Repository, "data"), Path.Combine(_folder.Path, "warehouse"));
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await _server.ReadyAsync() };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
