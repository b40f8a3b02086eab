using HealthDashboard.Access;
using HealthDashboard.Bronze;
using HealthDashboard.Endpoints.SignIn;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pipeline;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Endpoints;

/// <summary>The addresses that make the pipeline do something. They answer with the page that shows it.</summary>
public static class PipelineChanges
{
    public static void MapPipelineChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapChanges();
        changes.AddEndpointFilter(async (asked, next) => asked.HttpContext.RequestServices.GetRequiredService<SnapshotStore>().Engine.IsWritable
            ? await next(asked)
            : Results.Text(EngineException.OnlyShows().Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict));
        changes.MapPost("/" + Address.RunNow, async (PipelineService pipeline, HttpContext http) =>
        {
            pipeline.RunNow(await FieldAsync(http, "accept_shrink"));
            return SeeOther.Page(http, Address.Pipeline);
        });
        // Pages are asked for under the same address with POST too; this goes before them. It looks for the token itself, since it does not read the whole form at once.
        changes.MapPost("/" + Address.Upload, ReceiveAsync).WithOrder(-1).DisableAntiforgery();
        changes.MapPost("/" + Address.PublishUpload, async (UploadStore uploads, HttpContext http) =>
            SeeOther.Page(http, uploads.Publish(await FieldAsync(http, "accept_shrink") == "true") ? Address.Pipeline : Address.Upload));
        changes.MapPost("/" + Address.DiscardUpload, (UploadStore uploads, HttpContext http) =>
        {
            uploads.Discard();
            return SeeOther.Page(http, Address.Upload);
        });
        changes.MapPost("/" + Address.Restore, RestoreAsync);
    }

    /// <summary>The form holds <c>run</c>, the id of the run whose snapshot is to be restored.</summary>
    private static async Task<IResult> RestoreAsync(HttpContext http, SnapshotRestore restore, PipelineStatus status)
    {
        var run = await FieldAsync(http, "run");
        if (!FreshSignIn.IsFresh(http))
            return await FreshSignIn.RefuseAsync(http, run);
        try
        {
            status.Ended(restore.Restore(run));
            return SeeOther.Page(http, Address.Pipeline);
        }
        catch (RestoreRefusedException refused)
        {
            return Results.Text(refused.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception busy) when (busy is RunLockedException or RunRefusedException)
        {
            return Results.Text(busy.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Results.Text(FaultMessages.InWords(fault), "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ReceiveAsync(UploadStore uploads, HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.GetTypedHeaders().ContentType?.Boundary.HasValue is not true)
            return Results.Text("Expected the four files as a multipart form.", statusCode: StatusCodes.Status400BadRequest);
        // The limit of an upload is ours, and told in words; the server's own would end the connection.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var parts = new MultipartReader(http.Request.GetMultipartBoundary(), http.Request.Body);
        if (!await SentForms.IsOursAsync(http, parts))
        {
            await SentForms.RefuseAsync(http);
            return Results.Empty;
        }

        return await uploads.ReceiveAsync(parts, http.Request.ContentLength, http.RequestAborted)
            ? SeeOther.Page(http, Address.Upload)
            : Results.Text(UploadStore.Busy, statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<string> FieldAsync(HttpContext http, string name) =>
        (await SmallForm.ReadAsync(http))?[name].ToString() ?? "";
}
