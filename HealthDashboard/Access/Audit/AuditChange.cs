using System.Globalization;

namespace HealthDashboard.Access.Audit;

/// <summary>Writes who changed what, and what came of it.</summary>
public static class AuditChange
{
    /// <summary>Fields of forms that say what is changed; what people write in words is theirs.</summary>
    private static readonly string[] Telling = ["run", "accept_shrink", "id", "department", "measure", "week"];

    private const int MostOfField = 100;

    public static async ValueTask<object?> WriteAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (http, audit) = (invocation.HttpContext, invocation.HttpContext.RequestServices.GetRequiredService<AuditLog>());
        var became = "fault";
        try
        {
            var result = await next(invocation);
            became = ((result as IStatusCodeHttpResult)?.StatusCode ?? http.Response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return result;
        }
        finally
        {
            _ = audit.Write(http, AuditAction.Change, reason: string.Join("; ", [.. Told(http), $"answered {became}"]));
        }
    }

    /// <summary>Of forms that were read whole; an upload is not.</summary>
    private static IEnumerable<string> Told(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is { } form
        ? Telling.Where(name => form[name].ToString().Length > 0).Select(name => $"{name}={AuditAddress.Brief(form[name].ToString(), MostOfField)}")
        : [];
}
