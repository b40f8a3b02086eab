using System.Net;
using System.Text.Json;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Engines.Databricks;

/// <summary>Requests to a workspace, in its name and with its token, and to where its rows lie, without. What goes wrong is told in words.</summary>
internal sealed class DatabricksApi : IDisposable
{
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly DatabricksAddress _address;
    private readonly TimeProvider _clock;
    private readonly AccessToken _token;

    // Cookies and redirects could carry to others what is for one.
    private readonly HttpClient _workspace = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All });
    private readonly HttpClient _storage = new(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.All });

    public DatabricksApi(DatabricksAddress address, TimeProvider clock)
    {
        (_address, _clock) = (address, clock);
        _token = new AccessToken(address, _workspace, clock);
    }

    /// <summary>Where it is busy, or a token has ended, it is asked again.</summary>
    /// <exception cref="EngineException">There is no answer that can be used.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var isRenewed = false;
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(_address.Host, path)) { Headers = { { "User-Agent", "HealthDashboard" } } };
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: StatementJson.Options);
            request.Headers.Authorization = await TokenAsync(cancellation);
            using var answer = await SendAsync(_workspace, request, cancellation);
            if (answer.IsSuccessStatusCode)
                return await ReadAsync<T>(answer, cancellation);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && _token.IsGiven && !isRenewed)
            {
                isRenewed = true;
                _token.Forget();
            }
            else
            {
                await Task.Delay(PauseBeforeAnother(answer, attempt) ?? throw StatementFault.Refused(_address, answer.StatusCode, await CodeAsync(answer, cancellation)), _clock, cancellation);
            }
        }
    }

    /// <summary>How long to wait where it is busy before it is asked once more; null where it is not, or was asked often enough.</summary>
    public static TimeSpan? PauseBeforeAnother(HttpResponseMessage answer, int attempt) => answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && attempt < Tries
        ? answer.Headers.RetryAfter?.Delta ?? Pause * (1 << attempt)
        : null;

    /// <summary>The rows behind a link, which is all that whoever asks needs.</summary>
    /// <returns>Null where it does not give them out, as when the link has ended, and with what status.</returns>
    public async Task<(string?[][]? Rows, HttpStatusCode Status)> FetchAsync(StatementLink link, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(link.ExternalLink, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
            throw StatementFault.NotUnderstood(_address);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (var (name, value) in link.HttpHeaders ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await SendAsync(_storage, request, cancellation);
        return (answer.IsSuccessStatusCode ? await ReadAsync<string?[][]>(answer, cancellation) : null, answer.StatusCode);
    }

    public void Dispose()
    {
        _token.Dispose();
        _workspace.Dispose();
        _storage.Dispose();
    }

    private async Task<System.Net.Http.Headers.AuthenticationHeaderValue> TokenAsync(CancellationToken cancellation)
    {
        try
        {
            return await _token.HeaderAsync(cancellation);
        }
        catch (Exception fault) when (IsOfNetwork(fault, cancellation))
        {
            throw StatementFault.NotReached(_address, fault);
        }
        catch (JsonException)
        {
            throw StatementFault.NotUnderstood(_address);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception fault) when (IsOfNetwork(fault, cancellation))
        {
            throw StatementFault.NotReached(_address, fault);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(StatementJson.Options, cancellation) ?? throw StatementFault.NotUnderstood(_address);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw StatementFault.NotUnderstood(_address);
        }
        catch (Exception fault) when (IsOfNetwork(fault, cancellation))
        {
            throw StatementFault.NotReached(_address, fault);
        }
    }

    private static bool IsOfNetwork(Exception fault, CancellationToken cancellation) =>
        fault is HttpRequestException or (IOException and not EngineException) || (fault is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static async Task<string?> CodeAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return (await answer.Content.ReadFromJsonAsync<StatementError>(StatementJson.Options, cancellation))?.ErrorCode;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or HttpRequestException or IOException)
        {
            return null;
        }
    }
}
