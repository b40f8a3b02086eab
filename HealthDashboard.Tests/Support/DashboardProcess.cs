using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace HealthDashboard.Tests.Support;

/// <summary>The real program in a process of its own: a command, or the server on a free port.</summary>
public sealed partial class DashboardProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];
    private readonly Channel<string> _printed = Channel.CreateUnbounded<string>();

    private DashboardProcess(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Places.Dashboard, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Places.Repository,
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in environment)
            _process.StartInfo.Environment[name] = value;
        _process.OutputDataReceived += (_, line) => Printed(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The server ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything printed and logged so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public static DashboardProcess Start(params string[] arguments) => new(arguments);

    /// <summary>The same with variables of its environment.</summary>
    public static DashboardProcess StartIn(IEnumerable<(string Name, string Value)> environment, params string[] arguments) => new(arguments, environment);

    /// <summary>A server over two folders; <see cref="AddressAsync"/> says where it listens.</summary>
    public static DashboardProcess Serve(string data, string warehouse, params string[] settings) =>
        new(["--urls", "http://127.0.0.1:0", "--Data:Path", data, "--Warehouse:Path", warehouse, "--Annotations:Path", warehouse + ".annotations.db", .. settings]);

    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Waits until the server says that a snapshot is published.</summary>
    public async Task<Uri> ReadyAsync()
    {
        var address = await AddressAsync();
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            await Patience.UntilAsync(async cancellation =>
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
                return answer.IsSuccessStatusCode;
            });
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("No snapshot was published:\n" + Output);
        }

        return address;
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    /// <summary>Whether it ends by itself in that time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time);
        await _process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return _process.HasExited;
    }

    /// <summary>Waits for so many lines more on standard output; false when the program ended before.</summary>
    public async Task<bool> PrintedAsync(int lines)
    {
        while (lines > 0 && await _printed.Reader.WaitToReadAsync())
        {
            while (lines > 0 && _printed.Reader.TryRead(out _))
                lines--;
        }

        return lines == 0;
    }

    /// <summary>Waits for a line on standard output that holds some words, behind those waited for before.</summary>
    public async Task SaidAsync(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var line in _printed.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(words, StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"The program ended without saying “{words}”:\n{Output}");
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Printed(string? line)
    {
        Heard(line);
        if (line is null)
            _printed.Writer.Complete();
        else
            _printed.Writer.TryWrite(line);
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
        if (Listening().Match(line) is { Success: true } match)
            _address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex Listening();
}
