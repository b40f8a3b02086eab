using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace HealthDashboard.Endpoints;

/// <summary>The addresses that scripts use.</summary>
public static class Downloads
{
    /// <summary>Another build may write the same numbers in another way.</summary>
    private static readonly int Program = typeof(Downloads).Assembly.ManifestModule.ModuleVersionId.GetHashCode();

    /// <summary>Records as found, and counts of all departments.</summary>
    private static readonly ForRoleAttribute ForAdmins = new(Role.Admin);

    internal static readonly IResult NotSentAgain = Results.StatusCode(StatusCodes.Status304NotModified);

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("").RequireRateLimiting(ServerLimits.Exports);
        string[] view = [ScriptAddresses.View, .. ScriptAddresses.Scope, "by", .. ScriptAddresses.Grid];
        exports.MapScript("/gold/{view}.csv", CsvAsync, new ScriptAddress("The rows of a view as CSV.", "text/csv", view));
        exports.MapScript("/gold/{view}.zip", ZipAsync, new ScriptAddress("The same with a text that says what it is.", "application/zip", view));
        exports.MapScript("/signals.csv", SignalsAsync, new ScriptAddress("All weekly marks, as CSV.", "text/csv", ScriptAddresses.Scope));
        exports.MapScript("/cost-change.csv", CostChangeAsync, new ScriptAddress("Why the cost changed, as CSV.", "text/csv", [.. ScriptAddresses.Scope, "by", "compare", "then"]));
        exports.MapPageDownloads();
        exports.MapScript("/pipeline/rejected.csv", RejectedAsync, new ScriptAddress("The rejected records and why, as CSV.", "text/csv", ["table", "rule", "as_of", "share"]))
            .WithMetadata(ForAdmins);
        routes.MapScript(
                "/pipeline/status.json",
                (PipelineStatus status) => Results.Text(status.ToJson(), "application/json; charset=utf-8"),
                new ScriptAddress("The last run and the published one.", "application/json", [], IsOfSnapshot: false))
            .WithMetadata(ForAdmins);
    }

    private static Task<IResult> CsvAsync(string view, HttpContext http, SnapshotStore store) =>
        ViewAsync(view, http, store, async (snapshot, known, scope, grid) =>
        {
            scope.MustNotList(known);
            if (IsUnchanged(http, snapshot.RunId))
                return NotSentAgain;
            return await AuditedExport.CsvAsync(http, PatientsIn(snapshot, known, scope, grid), known.Name, async body =>
                await CsvExport.WriteAsync(body, snapshot, known, scope, grid, http.RequestAborted));
        });

    private static Task<IResult> ZipAsync(string view, HttpContext http, SnapshotStore store, RunHistory history) =>
        ViewAsync(view, http, store, async (snapshot, known, scope, grid) =>
        {
            scope.MustNotList(known);
            var address = http.Request.PathBase + http.Request.Path + http.Request.QueryString.ToUriComponent();
            var run = history.Of(snapshot) ?? new RunRecord { RunId = snapshot.RunId };
            if (IsUnchanged(http, $"{run.RunId}-{run.PublishedAt?.UtcTicks:x}"))
                return NotSentAgain;
            // The last bytes of each part: whatever is awaited, the archive writes them at once.
            http.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
            return await AuditedExport.SendAsync(http, PatientsIn(snapshot, known, scope, grid), "application/zip", $"{known.Name}.zip", async body =>
                await ViewZip.WriteAsync(body, snapshot, run, known, scope, grid, address, http.RequestAborted));
        });

    /// <summary>Of a view with a row per person all of them; null of any other.</summary>
    private static IEnumerable<string>? PatientsIn(Snapshot snapshot, GoldView view, Scope scope, GridQuery grid) =>
        view.HasRowPerPerson ? ViewReader.Stream(snapshot, view, scope, grid).Select(view.PatientOf) : null;

    private static Task<IResult> SignalsAsync(HttpContext http, SnapshotStore store, ViewReader reader) => SnapshotAsync(http, store, async snapshot =>
    {
        var scope = AddressQuery.ReadScope(name => http.Request.Query[name], FilterChoices.Of(snapshot, ReachOf(http)));
        scope.MustNotBeShared();
        if (IsUnchanged(http, snapshot.RunId))
            return NotSentAgain;
        var table = await SignalReader.TableAsync(reader, snapshot, scope);
        return await AuditedExport.CsvAsync(http, "signals", body => SignalsCsv.WriteAsync(body, table, scope, http.RequestAborted));
    });

    private static Task<IResult> CostChangeAsync(HttpContext http, SnapshotStore store, ViewReader reader) => SnapshotAsync(http, store, async snapshot =>
    {
        var (choices, by) = (FilterChoices.Of(snapshot, ReachOf(http)), CostBy.Read(name => http.Request.Query[name]));
        var scope = AddressQuery.ReadScope(name => http.Request.Query[name], choices);
        scope.MustNotBeShared();
        if (PeriodComparison.Read(name => http.Request.Query[name], scope, choices.Period) is not { } weeks)
            throw new UnusableFilterException("The data does not hold as many complete weeks in this period and as many before it.");
        if (IsUnchanged(http, snapshot.RunId))
            return NotSentAgain;
        var split = await CostSplit.ReadAsync(reader, snapshot, weeks, by);
        return await AuditedExport.CsvAsync(http, "cost_change", body => CostChangeCsv.WriteAsync(body, split, http.RequestAborted));
    });

    private static Task<IResult> RejectedAsync(HttpContext http, SnapshotStore store) => SnapshotAsync(http, store, async snapshot =>
    {
        if (AddressQuery.IsShareSafe(name => http.Request.Query[name]))
            throw WithheldException.Records;
        var (table, rule) = RejectedCsv.ReadFilter(name => http.Request.Query[name]);
        if (IsUnchanged(http, snapshot.RunId))
            return NotSentAgain;
        return await AuditedExport.CsvAsync(http, RejectedCsv.Patients(snapshot, table, rule), "rejected", async body =>
            await RejectedCsv.WriteAsync(body, snapshot, table, rule, http.RequestAborted));
    });

    /// <summary>What is asked of a view under the filter of the address.</summary>
    private static async Task<IResult> ViewAsync(string view, HttpContext http, SnapshotStore store, Func<Snapshot, GoldView, Scope, GridQuery, Task<IResult>> answer) =>
        GoldCatalog.Find(view) is not { } known
            ? Sentence(StatusCodes.Status404NotFound, $"There is no view “{view}”. Known are {string.Join(", ", GoldCatalog.All.Select(each => each.Name))}.")
            : await SnapshotAsync(http, store, snapshot =>
            {
                var asked = AddressQuery.ReadBy(name => http.Request.Query[name], known).For(ReachOf(http));
                return answer(
                    snapshot,
                    asked,
                    AddressQuery.ReadScope(name => http.Request.Query[name], FilterChoices.Of(snapshot, ReachOf(http))),
                    AddressQuery.ReadGrid(name => http.Request.Query[name], asked));
            });

    internal static async Task<IResult> SnapshotAsync(HttpContext http, SnapshotStore store, Func<Snapshot, Task<IResult>> answer)
    {
        try
        {
            // What is sent half cannot be taken back: the files are read to the end before the first byte of an answer, once as long as they look the same.
            return AddressQuery.ReadSnapshot(name => http.Request.Query[name], store, ReachOf(http)) is { } snapshot && snapshot.Damage(surely: true) is null
                ? await answer(snapshot)
                : Sentence(StatusCodes.Status503ServiceUnavailable, $"{store.WhyNotReadable} Try again when the next run has ended.");
        }
        catch (UnusableFilterException unusable)
        {
            return Sentence(StatusCodes.Status400BadRequest, unusable.Message);
        }
        catch (EngineException)
        {
            return Sentence(StatusCodes.Status503ServiceUnavailable, "The database cannot be asked at present. Try again in a moment.");
        }
        catch (WithheldException withheld)
        {
            _ = http.RequestServices.GetRequiredService<AuditLog>().Write(http, AuditAction.Refused);
            return Sentence(StatusCodes.Status403Forbidden, withheld.Message);
        }
    }

    /// <summary>
    /// Tells what is sent apart from what was sent before from the same address: the run makes it, and the program. A script that keeps it asks
    /// each time whether it still holds; browsers keep nothing. Weak, since it may travel compressed or not. Another reach is another answer.
    /// </summary>
    internal static bool IsUnchanged(HttpContext http, string run)
    {
        var reach = ReachOf(http);
        var own = reach.Equals(Reach.Everything) ? "" : "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reach.ToString())).AsSpan(..8));
        var tag = new EntityTagHeaderValue($"\"{run}-{Program:x8}{own}\"", isWeak: true);
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false));
    }

    internal static Reach ReachOf(HttpContext http) => http.RequestServices.GetRequiredService<Reaches>().Of(http);

    private static IResult Sentence(int status, string sentence) => Results.Text(sentence, "text/plain; charset=utf-8", statusCode: status);
}
