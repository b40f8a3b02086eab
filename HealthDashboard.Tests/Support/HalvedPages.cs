using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HealthDashboard.Tests.Support;

/// <summary>Hands the dashboard on as a slow line does: the first half of a page at once, the second when a test says so, and everything else as it is.</summary>
public sealed class HalvedPages : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HalvedPages(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = default!;

    /// <param name="http">Asks the dashboard.</param>
    public static async Task<HalvedPages> StartAsync(HttpClient http)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var halved = new HalvedPages(builder.Build());
        halved._app.MapFallback((HttpContext asked) => halved.HandOnAsync(http, asked));
        await halved._app.StartAsync();
        halved.Address = new Uri(halved._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return halved;
    }

    /// <summary>Lets the second half come.</summary>
    public void LetTheRestCome() => _rest.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetTheRestCome();
        await _app.DisposeAsync();
    }

    private async Task HandOnAsync(HttpClient http, HttpContext asked)
    {
        using var answer = await http.GetAsync(new Uri($"{asked.Request.Path}{asked.Request.QueryString}", UriKind.Relative));
        var content = await answer.Content.ReadAsByteArrayAsync();
        (asked.Response.StatusCode, asked.Response.ContentType) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString());
        var half = answer.Content.Headers.ContentType?.MediaType == "text/html" ? content.Length / 2 : content.Length;
        await asked.Response.Body.WriteAsync(content.AsMemory(0, half));
        if (half == content.Length)
            return;
        await asked.Response.Body.FlushAsync();
        await _rest.Task;
        await asked.Response.Body.WriteAsync(content.AsMemory(half));
    }
}
