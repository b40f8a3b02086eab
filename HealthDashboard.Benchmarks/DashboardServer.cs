using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HealthDashboard.Benchmarks;

/// <summary>The published program, serving on a free port of this machine.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _memory = Path.Combine(Path.GetTempPath(), $"memory-{Guid.NewGuid():N}");
    private int _faults;

    /// <param name="arguments">Of the program, such as <c>--Data:Path folder</c>.</param>
    /// <param name="tellsMemory">Whether <see cref="HeapAsync"/> will be asked; a program that does not tell runs as deployed to the letter.</param>
    public DashboardServer(string program, IEnumerable<string> arguments, bool tellsMemory = false)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", Address.OriginalString]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (tellsMemory)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(DashboardServer).Assembly.Location;
            start.Environment[StartupHook.Variable] = _memory;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Errors and warnings the server logged.</summary>
    public int Faults => _faults;

    public long Resident => ProcessMemory.Now(_process.Id);

    public long PeakResident => ProcessMemory.Peak(_process.Id);

    /// <summary>Seconds of processor time so far.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Waits until it is ready.</summary>
    /// <returns>Seconds since the process started.</returns>
    public async Task<double> ReadyAsync()
    {
        while (_clock.Elapsed < TimeSpan.FromMinutes(10) && !_process.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return _clock.Elapsed.TotalSeconds;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(2);
        }

        throw new InvalidOperationException("The server did not become ready.");
    }

    /// <summary>Bytes that are in use on its managed heap once everything else has been collected.</summary>
    public async Task<long> HeapAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_memory));
        var said = new byte[sizeof(long)];
        await socket.ReceiveAsync(said);
        return BitConverter.ToInt64(said);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_memory);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Heard(string? line)
    {
        if (line is null || !(line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("warn:", StringComparison.Ordinal)))
            return;
        if (Interlocked.Increment(ref _faults) <= 3)
            Bench.Say($"the server logged: {line}");
    }
}
