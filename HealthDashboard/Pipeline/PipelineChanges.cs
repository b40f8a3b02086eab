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
    }

    private static IResult SeePipeline(HttpContext http)
    {
        http.Response.Headers.Location = "/pipeline";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
