using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A real proxy in a process of its own, on free ports of this machine.</summary>
public sealed class ProxyProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProxyProcess(Process process) => _process = process;

    /// <summary>So many addresses that nobody listens on.</summary>
    public static Uri[] FreeWays(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        listeners.ForEach(listener => listener.Dispose());
        return [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}"))];
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="last">The last address it opens.</param>
    public static async Task<ProxyProcess> StartAsync(string program, IEnumerable<string> arguments, Uri last)
    {
        var proxy = new ProxyProcess(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!);
        var said = new StringBuilder();
        proxy._process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        proxy._process.BeginErrorReadLine();
        await Patience.UntilAsync(async cancellation =>
        {
            if (proxy._process.HasExited)
                throw new InvalidOperationException($"{program} ended: {said}");
            using var socket = new TcpClient();
            return await socket.ConnectAsync(IPAddress.Loopback, last.Port, cancellation).AsTask().ContinueWith(connected => connected.IsCompletedSuccessfully, TaskScheduler.Default);
        });
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
