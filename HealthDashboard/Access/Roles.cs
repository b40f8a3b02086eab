using HealthDashboard.Access.Audit;

namespace HealthDashboard.Access;

/// <summary>Answers what is for a role that somebody has not as what is not there: an empty 404, which becomes the page of all that is not there.</summary>
public static class Roles
{
    public static void UseRoles(this WebApplication app)
    {
        var (reaches, audit) = (app.Services.GetRequiredService<Reaches>(), app.Services.GetRequiredService<AuditLog>());
        app.Use((http, next) =>
        {
            if (reaches.IsFor(http.User, http.GetEndpoint()?.Metadata.GetMetadata<ForRoleAttribute>()))
                return next(http);
            _ = audit.Write(http, AuditAction.Refused);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
