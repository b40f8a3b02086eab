using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>
/// One manager's page, held open: does with the server what blazor.web.js does (page, negotiation, WebSocket, circuit, root
/// components, acknowledged batches, answered calls of scripts), without drawing anything.
/// </summary>
public sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly string? _session;
    private readonly Uri _server;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rooted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _rootComponents = "";
    private string _state = "";
    private string? _id;
    private long _objects;
    private Task _life = Task.CompletedTask;

    private Circuit(HttpClient http, string? session)
    {
        (_http, _session) = (http, session);
        _server = http.BaseAddress!;
    }

    /// <summary>The moment of the first render batch since the last change of the address, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public long? FirstBatch { get; private set; }

    /// <summary>The moment of the last render batch since then.</summary>
    public long? LastBatch { get; private set; }

    /// <summary>The bytes of all render batches.</summary>
    public long BatchBytes { get; private set; }

    /// <summary>What went wrong, if anything did.</summary>
    public string? Fault { get; private set; }

    /// <summary>Loads a page and makes it live, as a browser does.</summary>
    /// <param name="session">The header <c>Cookie</c> of whoever has signed in.</param>
    public static async Task<Circuit> OpenAsync(HttpClient http, string address, string? session = null)
    {
        var circuit = new Circuit(http, session);
        try
        {
            await circuit.StartAsync(new Uri(http.BaseAddress!, address));
            return circuit;
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    /// <summary>Follows a link: the address changes, the page answers.</summary>
    public Task GoAsync(string address)
    {
        (FirstBatch, LastBatch) = (null, null);
        return SendAsync(BlazorPack.Call(null, "OnLocationChanged", new Uri(_server, address).AbsoluteUri, null, true));
    }

    /// <summary>Leaves as a browser does when the tab is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_id is not null)
        {
            using var form = new MultipartFormDataContent { { new StringContent(_id), "circuitId" } };
            using var answer = await AskAsync(HttpMethod.Post, new Uri("/_blazor/disconnect", UriKind.Relative), form);
        }

        await _leaving.CancelAsync();
        await _life;
        _socket.Dispose();
        _sending.Dispose();
        _leaving.Dispose();
    }

    private async Task StartAsync(Uri page)
    {
        using var loaded = await AskAsync(HttpMethod.Get, page);
        loaded.EnsureSuccessStatusCode();
        var html = await loaded.Content.ReadAsStringAsync();
        _state = State().Match(html).Groups[1].Value;
        _rootComponents = RootComponents(html);
        var given = loaded.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : [];
        if (string.Join("; ", given.Prepend(_session).OfType<string>()) is { Length: > 0 } sent)
            _socket.Options.SetRequestHeader("Cookie", sent);

        using var negotiated = await AskAsync(HttpMethod.Post, new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative));
        negotiated.EnsureSuccessStatusCode();
        var token = (string)JsonNode.Parse(await negotiated.Content.ReadAsStringAsync())!["connectionToken"]!;
        await _socket.ConnectAsync(new Uri($"ws://{_server.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), CancellationToken.None);
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        _life = Task.WhenAll(ListenAsync(), StayAsync());

        await SendAsync(BlazorPack.Call("0", "StartCircuit", _server.AbsoluteUri, page.AbsoluteUri, "[]", _state));
        _id = await _started.Task.WaitAsync(Patience) ?? throw new InvalidOperationException("The server refused the circuit.");
        await _rooted.Task.WaitAsync(Patience);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, Uri address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (_session is not null)
            request.Headers.Add("Cookie", _session);
        return await _http.SendAsync(request);
    }

    /// <summary>The interactive parts of a prerendered page, as the operations that bring them to life.</summary>
    private static string RootComponents(string html)
    {
        var operations = new JsonArray();
        foreach (Match comment in Component().Matches(html))
        {
            var marker = JsonNode.Parse(comment.Groups[1].Value)!.AsObject();
            if ((string?)marker["type"] != "server")
                continue;
            marker["uniqueId"] = operations.Count;
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        return new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString();
    }

    private async Task SendAsync(byte[] message)
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

    private async Task ListenAsync()
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
                if (!shaken && buffer.AsSpan(0, filled).IndexOf((byte)0x1e) is >= 0 and var end)
                    (shaken, taken) = (true, end + 1);
                if (!shaken)
                    continue;
                var messages = BlazorPack.Read(buffer.AsSpan(taken, filled - taken), out var read);
                foreach (var message in messages)
                    await TakeAsync(message);
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
            Fail(fault.Message);
        }
    }

    private Task TakeAsync(object?[] message) => message switch
    {
        [(long)BlazorPack.Completion, _, _, 1L, string error] => throw new InvalidOperationException(error),
        [(long)BlazorPack.Completion, _, "0", _, var result] => Started(result as string),
        [(long)BlazorPack.Close, var error, ..] => throw new InvalidOperationException($"The server said goodbye: {error}"),
        [(long)BlazorPack.Invocation, _, _, "JS.Error", object?[] said, ..] => throw new InvalidOperationException($"{said.FirstOrDefault()}"),
        [(long)BlazorPack.Invocation, _, _, "JS.RenderBatch", object?[] and [long id, Bytes batch], ..] => DrawnAsync(id, batch),
        [(long)BlazorPack.Invocation, _, _, "JS.BeginInvokeJS", object?[] and [long call, string function, _, long kind, ..], ..] => AnswerAsync(call, function, kind),
        [(long)BlazorPack.Invocation, _, _, "JS.EndUpdateRootComponents", ..] => Rooted(),
        _ => Task.CompletedTask,
    };

    private Task Started(string? id)
    {
        _started.TrySetResult(id);
        return Task.CompletedTask;
    }

    private Task Rooted()
    {
        _rooted.TrySetResult();
        return Task.CompletedTask;
    }

    private Task DrawnAsync(long id, Bytes batch)
    {
        LastBatch = Stopwatch.GetTimestamp();
        FirstBatch ??= LastBatch;
        BatchBytes += batch.Length;
        return SendAsync(BlazorPack.Call(null, "OnRenderCompleted", id, null));
    }

    /// <summary>Answers for the scripts of a page: nothing, a new object, or yes where a yes or no is wanted.</summary>
    private async Task AnswerAsync(long call, string function, long kind)
    {
        const long ObjectWanted = 1;
        if (function == "Blazor._internal.attachWebRendererInterop")
            await SendAsync(BlazorPack.Call(null, "UpdateRootComponents", _rootComponents, _state));
        if (call == 0)
            return;
        var result = kind == ObjectWanted ? string.Create(CultureInfo.InvariantCulture, $"{{\"__jsObjectId\":{++_objects}}}") : function switch
        {
            "theme.isDark" => "false",
            "draw" => "true",
            _ => "null",
        };
        await SendAsync(BlazorPack.Call(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]"));
    }

    private void Fail(string reason)
    {
        Fault ??= reason;
        var fault = new InvalidOperationException(reason);
        _started.TrySetException(fault);
        _rooted.TrySetException(fault);
        // Nobody may be waiting.
        _ = _started.Task.Exception;
        _ = _rooted.Task.Exception;
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex State();
}
