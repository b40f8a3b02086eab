using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>The certified provider of Provider/, in a process of its own. Whoever types a name there is that person.</summary>
public sealed partial class OidcProvider : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OidcProvider()
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("node", ["provider.mjs"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.Combine(Places.Repository, "HealthDashboard.Tests", "Provider"),
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
                _address.TrySetResult(new Uri(match.Groups[1].Value));
        };
        _process.ErrorDataReceived += (_, _) => { };
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The provider ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Tells it where its one client is.</summary>
    public async Task KnowAsync(Uri dashboard)
    {
        using var http = new HttpClient { BaseAddress = await AddressAsync() };
        (await http.GetAsync(new Uri($"/the-dashboard-is-at?address={dashboard.GetLeftPart(UriPartial.Authority)}", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("The provider is at (http://\\S+)")]
    private static partial Regex Listening();
}
