using HealthDashboard.Access;

namespace HealthDashboard.Pipeline;

/// <summary>The addresses that make the pipeline do something. They answer with the page that shows it.</summary>
public static class PipelineChanges
{
    public static void MapPipelineChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapChanges();
        changes.MapPost("/pipeline/run", (PipelineService pipeline, HttpContext http) =>
        {
            pipeline.RunNow();
            return SeePipeline(http);
        });
        changes.MapPost("/pipeline/restore", RestoreAsync);
    }

    /// <summary>The form holds <c>run</c>, the id of the run whose snapshot is to be restored.</summary>
    private static async Task<IResult> RestoreAsync(HttpContext http, SnapshotRestore restore, PipelineStatus status)
    {
        try
        {
            var run = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["run"].ToString() : "";
            status.Ended(restore.Restore(run));
            return SeePipeline(http);
        }
        catch (RestoreRefusedException refused)
        {
            return Results.Text(refused.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (RunLockedException locked)
        {
            return Results.Text(locked.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static IResult SeePipeline(HttpContext http)
    {
        http.Response.Headers.Location = "/pipeline";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
