using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;

namespace HealthDashboard.Engines.Databricks;

/// <summary>What a request says of who asks: a personal access token, or one that a service principal is given for an hour (OAuth, machine to machine).</summary>
public sealed class AccessToken(DatabricksAddress address, HttpClient api, TimeProvider clock) : IDisposable
{
    /// <summary>A token that ends on its way is asked for anew before.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private (string Token, DateTimeOffset Ends)? _given;

    /// <summary>Whether another one can be had where this one is refused.</summary>
    public bool IsGiven => address.Token is null;

    public async Task<AuthenticationHeaderValue> HeaderAsync(CancellationToken cancellation) => new("Bearer", address.Token ?? await GivenAsync(cancellation));

    /// <summary>The one that was given is not accepted any more.</summary>
    public void Forget() => _given = null;

    public void Dispose() => _one.Dispose();

    private async Task<string> GivenAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_given is { } given && given.Ends > clock.GetUtcNow())
                return given.Token;
            using var answer = await AskAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
                throw answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError ? StatementFault.Refused(address, answer.StatusCode, null) : StatementFault.SignIn(address, answer.StatusCode);
            if (await answer.Content.ReadFromJsonAsync<Given>(cancellation) is not { Token: not null } token)
                throw StatementFault.NotUnderstood(address);
            _given = (token.Token, clock.GetUtcNow() + TimeSpan.FromSeconds(token.Seconds) - Early);
            return token.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Host, "/oidc/v1/token"))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "all-apis" }),
                Headers = { Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{address.ClientId}:{address.ClientSecret}"))) },
            };
            var answer = await api.SendAsync(request, cancellation);
            if (DatabricksApi.PauseBeforeAnother(answer, attempt) is not { } pause)
                return answer;
            answer.Dispose();
            await Task.Delay(pause, clock, cancellation);
        }
    }

    private sealed record Given([property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] int Seconds);
}
