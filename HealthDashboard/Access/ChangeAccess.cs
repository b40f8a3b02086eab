using System.Net;
using HealthDashboard.Access.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace HealthDashboard.Access;

/// <summary>
/// The one place that decides who may change state: run the pipeline, upload, restore, write targets and notes. Where nobody signs in
/// that is whoever sits at the machine itself, else an admin of everything. Every address that changes something is mapped under
/// <see cref="MapChanges"/> or, what analysts write about their departments, under <see cref="MapWriting"/>.
/// </summary>
public static class ChangeAccess
{
    public const string Refusal =
        "Only the machine the dashboard runs on may change anything. Expected a request from that machine, to localhost, from a page of the dashboard itself.";

    private const string Policy = "change";
    private const string WritingPolicy = "write";

    /// <summary>A policy of an address' own stands in place of the one that all others have, so it demands a sign-in itself.</summary>
    public static IServiceCollection AddChangeAccess(this IServiceCollection services) => services
        .AddAuthorizationBuilder()
        .AddPolicy(Policy, policy => policy.RequireAssertion(asked => asked.Resource is HttpContext http && Allows(http)))
        .AddPolicy(WritingPolicy, policy => policy.RequireAssertion(asked => asked.Resource is HttpContext http && !Writable(http).IsNothing))
        .Services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, RefuseInWords>();

    /// <summary>The addresses under it answer only those who may change state.</summary>
    public static RouteGroupBuilder MapChanges(this IEndpointRouteBuilder routes) => routes.MapGroup("").RequireAuthorization(Policy).AddEndpointFilter(AuditChange.WriteAsync);

    /// <summary>The addresses under it answer those who may write about some departments; which, they ask <see cref="Writable"/>.</summary>
    public static RouteGroupBuilder MapWriting(this IEndpointRouteBuilder routes) => routes.MapGroup("").RequireAuthorization(WritingPolicy).AddEndpointFilter(AuditChange.WriteAsync);

    /// <summary>Where somebody writes targets and notes.</summary>
    public static Reach Writable(HttpContext http)
    {
        var reaches = http.RequestServices.GetRequiredService<Reaches>();
        return reaches.Writable(reaches.Of(http), Allows(http));
    }

    /// <summary>Whether to offer what changes state.</summary>
    public static bool Allows(HttpContext http) =>
        http.RequestServices.GetRequiredService<Reaches>() is { AskWhoItIs: true } reaches ? reaches.Of(http).IsAdminOfAll : IsThisMachine(http);

    /// <summary>
    /// From this machine, and not handed on by a proxy that stands on it; to a local name, so that no other site's name can be
    /// pointed here; and not from another site's page in a browser on this machine.
    /// </summary>
    public static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && HandedOn.By(http.Request) is null
        && HostNames.IsLocal(http.Request.Host.Host)
        && OwnOrigin.IsOwn(http.Request);

    private sealed class RefuseInWords : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(Refusal);
        }
    }
}
