using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>
/// One manager's page, held open: does with the server what blazor.web.js does (page, negotiation, WebSocket, circuit, root
/// components, acknowledged batches, answered calls of scripts), without drawing anything.
/// </summary>
public sealed class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly string? _session;
    private readonly Uri _server;
    private readonly HubSocket _socket = new();
    private readonly TaskCompletionSource<string?> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rooted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PrerenderedPage _page = new("", "");
    private string? _id;
    private long _objects;

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
        return _socket.SendAsync(BlazorPack.Call(null, "OnLocationChanged", new Uri(_server, address).AbsoluteUri, null, true));
    }

    /// <summary>Leaves as a browser does when the tab is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_id is not null)
        {
            using var form = new MultipartFormDataContent { { new StringContent(_id), "circuitId" } };
            using var answer = await AskAsync(HttpMethod.Post, new Uri("/_blazor/disconnect", UriKind.Relative), form);
        }

        await _socket.DisposeAsync();
    }

    private async Task StartAsync(Uri page)
    {
        using var loaded = await AskAsync(HttpMethod.Get, page);
        loaded.EnsureSuccessStatusCode();
        var html = await loaded.Content.ReadAsStringAsync();
        _page = PrerenderedPage.Of(html);
        var given = loaded.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : [];

        using var negotiated = await AskAsync(HttpMethod.Post, new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative));
        negotiated.EnsureSuccessStatusCode();
        var token = (string)JsonNode.Parse(await negotiated.Content.ReadAsStringAsync())!["connectionToken"]!;
        var hub = new Uri($"ws://{_server.Authority}/_blazor?id={Uri.EscapeDataString(token)}");
        await _socket.ConnectAsync(hub, string.Join("; ", given.Prepend(_session).OfType<string>()), TakeAsync, Fail);
        await _socket.SendAsync(BlazorPack.Call("0", "StartCircuit", _server.AbsoluteUri, page.AbsoluteUri, "[]", _page.State));
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
        return _socket.SendAsync(BlazorPack.Call(null, "OnRenderCompleted", id, null));
    }

    /// <summary>Answers for the scripts of a page: nothing, a new object, or yes where a yes or no is wanted.</summary>
    private async Task AnswerAsync(long call, string function, long kind)
    {
        const long ObjectWanted = 1;
        if (function == "Blazor._internal.attachWebRendererInterop")
            await _socket.SendAsync(BlazorPack.Call(null, "UpdateRootComponents", _page.RootComponents, _page.State));
        if (call == 0)
            return;
        var result = kind == ObjectWanted ? string.Create(CultureInfo.InvariantCulture, $"{{\"__jsObjectId\":{++_objects}}}") : function switch
        {
            "theme.isDark" => "false",
            "draw" => "true",
            _ => "null",
        };
        await _socket.SendAsync(BlazorPack.Call(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]"));
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
}
