using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>The addresses that scripts use.</summary>
public static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/gold/{view}.csv", CsvAsync);
        routes.MapGet("/pipeline/status.json", (PipelineStatus status) => Results.Text(status.ToJson(), "application/json; charset=utf-8"));
    }

    private static async Task<IResult> CsvAsync(string view, HttpContext http, SnapshotStore store)
    {
        if (GoldCatalog.Find(view) is not { } known)
            return Sentence(StatusCodes.Status404NotFound, $"There is no view “{view}”. Known are {string.Join(", ", GoldCatalog.All.Select(each => each.Name))}.");
        try
        {
            if (AddressQuery.ReadSnapshot(name => http.Request.Query[name], store) is not { } snapshot)
                return Sentence(StatusCodes.Status503ServiceUnavailable, "No snapshot has been published yet: the first run is under way.");
            var scope = AddressQuery.ReadScope(name => http.Request.Query[name], Choices.Of(snapshot));
            var grid = AddressQuery.ReadGrid(name => http.Request.Query[name], known);
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.ContentType = "text/csv; charset=utf-8; header=present";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{known.Name}.csv\"";
            await CsvExport.WriteAsync(http.Response.Body, snapshot, known, scope, grid, http.RequestAborted);
            return Results.Empty;
        }
        catch (UnusableFilterException unusable)
        {
            return Sentence(StatusCodes.Status400BadRequest, unusable.Message);
        }
    }

    private static IResult Sentence(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);
}
