using System.Net.WebSockets;
using System.Text;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>The WebSocket to the hub of a circuit: sends one message after another, keeps itself alive, and hands on what comes.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _leaving = new();
    private Task _life = Task.CompletedTask;

    /// <param name="cookies">The header <c>Cookie</c>; none where it is empty.</param>
    /// <param name="take">Is handed each message, one after another; what it throws ends the connection.</param>
    /// <param name="fail">Is told why it ended, unless this side left.</param>
    public async Task ConnectAsync(Uri address, string cookies, Func<object?[], Task> take, Action<string> fail)
    {
        if (cookies.Length > 0)
            _socket.Options.SetRequestHeader("Cookie", cookies);
        await _socket.ConnectAsync(address, CancellationToken.None);
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        _life = Task.WhenAll(ListenAsync(take, fail), StayAsync());
    }

    public async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_leaving.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _leaving.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task StayAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(PingEvery);
            while (await timer.WaitForNextTickAsync(_leaving.Token))
                await SendAsync(BlazorPack.PingMessage);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
        {
            // Left, or the listening side says why.
        }
    }

    private async Task ListenAsync(Func<object?[], Task> take, Action<string> fail)
    {
        try
        {
            var buffer = new byte[1 << 14];
            var filled = 0;
            var shaken = false;
            while (true)
            {
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, 2 * buffer.Length);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _leaving.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException("The server closed the connection.");
                filled += received.Count;
                var taken = 0;
                if (!shaken && buffer.AsSpan(0, filled).IndexOf(RecordSeparator) is >= 0 and var end)
                    (shaken, taken) = (true, end + 1);
                if (!shaken)
                    continue;
                var messages = BlazorPack.Read(buffer.AsSpan(taken, filled - taken), out var read);
                foreach (var message in messages)
                    await take(message);
                taken += read;
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (OperationCanceledException)
        {
            // Left.
        }
        catch (Exception fault) when (fault is WebSocketException or InvalidOperationException or FormatException)
        {
            fail(fault.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _life;
        _socket.Dispose();
        _sending.Dispose();
        _leaving.Dispose();
    }
}
