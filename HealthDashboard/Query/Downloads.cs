using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>The addresses that scripts use.</summary>
public static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/gold/{view}.csv", CsvAsync);
        routes.MapGet("/gold/{view}.zip", ZipAsync);
        routes.MapGet("/signals.csv", SignalsAsync);
        routes.MapGet("/pipeline/rejected.csv", RejectedAsync);
        routes.MapGet("/pipeline/status.json", (PipelineStatus status) => Results.Text(status.ToJson(), "application/json; charset=utf-8"));
    }

    private static Task<IResult> CsvAsync(string view, HttpContext http, SnapshotStore store) =>
        ViewAsync(view, http, store, async (snapshot, known, scope, grid) =>
        {
            Csv(http, known.Name);
            await CsvExport.WriteAsync(http.Response.Body, snapshot, known, scope, grid, http.RequestAborted);
            return Results.Empty;
        });

    private static Task<IResult> ZipAsync(string view, HttpContext http, SnapshotStore store, RunHistory history) =>
        ViewAsync(view, http, store, async (snapshot, known, scope, grid) =>
        {
            var address = http.Request.Path + http.Request.QueryString.ToUriComponent();
            var zip = await ViewZip.CreateAsync(snapshot, history.Of(snapshot) ?? new RunRecord { RunId = snapshot.RunId }, known, scope, grid, address, http.RequestAborted);
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Stream(zip, "application/zip", $"{known.Name}.zip");
        });

    private static Task<IResult> SignalsAsync(HttpContext http, SnapshotStore store, ViewReader reader) => SnapshotAsync(http, store, async snapshot =>
    {
        var scope = AddressQuery.ReadScope(name => http.Request.Query[name], Choices.Of(snapshot));
        var table = await SignalReader.TableAsync(reader, snapshot, scope);
        Csv(http, "signals");
        await SignalsCsv.WriteAsync(http.Response.Body, table, scope, http.RequestAborted);
        return Results.Empty;
    });

    private static Task<IResult> RejectedAsync(HttpContext http, SnapshotStore store) => SnapshotAsync(http, store, async snapshot =>
    {
        var (table, rule) = RejectedCsv.ReadFilter(name => http.Request.Query[name]);
        Csv(http, "rejected");
        await RejectedCsv.WriteAsync(http.Response.Body, snapshot, table, rule, http.RequestAborted);
        return Results.Empty;
    });

    /// <summary>What is asked of a view under the filter of the address.</summary>
    private static async Task<IResult> ViewAsync(string view, HttpContext http, SnapshotStore store, Func<Snapshot, GoldView, Scope, GridQuery, Task<IResult>> answer) =>
        GoldCatalog.Find(view) is not { } known
            ? Sentence(StatusCodes.Status404NotFound, $"There is no view “{view}”. Known are {string.Join(", ", GoldCatalog.All.Select(each => each.Name))}.")
            : await SnapshotAsync(http, store, snapshot => answer(
                snapshot,
                known,
                AddressQuery.ReadScope(name => http.Request.Query[name], Choices.Of(snapshot)),
                AddressQuery.ReadGrid(name => http.Request.Query[name], known)));

    private static async Task<IResult> SnapshotAsync(HttpContext http, SnapshotStore store, Func<Snapshot, Task<IResult>> answer)
    {
        try
        {
            return AddressQuery.ReadSnapshot(name => http.Request.Query[name], store) is { } snapshot
                ? await answer(snapshot)
                : Sentence(StatusCodes.Status503ServiceUnavailable, "No snapshot has been published yet: the first run is under way.");
        }
        catch (UnusableFilterException unusable)
        {
            return Sentence(StatusCodes.Status400BadRequest, unusable.Message);
        }
    }

    private static void Csv(HttpContext http, string name)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/csv; charset=utf-8; header=present";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
    }

    private static IResult Sentence(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);
}
