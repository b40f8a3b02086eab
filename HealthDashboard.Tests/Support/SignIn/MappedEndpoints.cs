using System.Text.RegularExpressions;
using HealthDashboard.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>All that the program maps in a mode, as it puts itself together; nothing is started.</summary>
public sealed partial class MappedEndpoints
{
    private static readonly string[] Any = ["GET", "POST", "PUT", "DELETE"];

    private MappedEndpoints(string[] told)
    {
        var builder = Server.CreateBuilder(told);
        var settings = Settings.From(builder.Configuration);
        Server.Add(builder, settings);
        using var app = (IDisposable)builder.Build();
        Server.Use((Microsoft.AspNetCore.Builder.WebApplication)app, settings);
        All = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    public IReadOnlyList<RouteEndpoint> All { get; }

    /// <summary>What is open to all, but for the program's own files.</summary>
    public IEnumerable<string> Opened => All
        .Where(endpoint => IsOpen(endpoint) && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Each way in that is not open to all, with something in the places of its address.</summary>
    public IEnumerable<(string Method, string Address, bool IsForScripts)> Guarded => All.Where(endpoint => !IsOpen(endpoint)).SelectMany(endpoint =>
        Methods(endpoint).Select(method => (method, Address(endpoint), endpoint.Metadata.GetMetadata<ScriptAddress>() is not null))).Distinct();

    /// <summary>Each address that something can be sent to, open to all or not.</summary>
    public IEnumerable<(string Method, string Address)> Sent => All
        .SelectMany(endpoint => Methods(endpoint).Where(method => method != "GET").Select(method => (method, Address(endpoint)))).Distinct();

    public static MappedEndpoints OfLocal() => new([]);

    public static MappedEndpoints OfOidc()
    {
        using var folder = new TemporaryFolder();
        return new(SignInServer.Settings(new Uri("https://provider.example"), Secret(folder), Path.Combine(folder.Path, "state")));
    }

    public static MappedEndpoints OfAccounts()
    {
        using var folder = new TemporaryFolder();
        AccountsServer.Prepare(folder.Path);
        return new(AccountsServer.Settings(folder.Path));
    }

    public static MappedEndpoints OfProxy()
    {
        using var folder = new TemporaryFolder();
        return new(ProxyServer.Settings(Secret(folder), Path.Combine(folder.Path, "state")));
    }

    private static string Secret(TemporaryFolder folder)
    {
        var secret = Path.Combine(folder.Path, "secret");
        File.WriteAllText(secret, ProxyServer.Secret);
        return secret;
    }

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string Address(RouteEndpoint endpoint) =>
        "/" + Place().Replace(endpoint.RoutePattern.RawText!, place => place.Value.EndsWith(":long}", StringComparison.Ordinal) ? "7" : "insurance_summary").TrimStart('/');

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : Any).Where(method => method != "HEAD");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
