using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Endpoints;

/// <summary>What pages that are no view of their own show, as files under their own addresses: the filter narrows the rows, as it does those of views.</summary>
public static class PageDownloads
{
    public static void MapPageDownloads(this IEndpointRouteBuilder exports)
    {
        exports.MapScript("/explore.csv", ExploreAsync, new ScriptAddress("A measure by department, doctor, insurer, treatment, country and age group, beside the period before, as CSV.", "text/csv", [.. ScriptAddresses.Scope, "measure", "compare"]));
        exports.MapScript("/insurance.csv", InsuranceAsync, new ScriptAddress("What insurers pay beside everybody's prices, or their costs across, as CSV.", "text/csv", [.. ScriptAddresses.Scope, InsurersAcross.Name]));
        exports.MapScript("/doctors.csv", LoadsAsync, new ScriptAddress("The doctors' loads, the most room first, as CSV.", "text/csv", ScriptAddresses.Scope));
        exports.MapScript("/patient-groups.csv", GroupsAsync, new ScriptAddress("The patients of countries and age groups, as CSV.", "text/csv", ScriptAddresses.Scope));
        exports.MapScript("/compare.csv", PairAsync, new ScriptAddress("The numbers of two side by side, as CSV.", "text/csv", [.. ScriptAddresses.Scope, "of", "a", "b", "compare", "then"]));
    }

    private static Task<IResult> ExploreAsync(HttpContext http, SnapshotStore store, ViewReader reader) => ScopedAsync(http, store, async (snapshot, scope, query) =>
    {
        var asked = ExploreCsv.Read(query, scope);
        if (Downloads.IsUnchanged(http, snapshot.RunId))
            return Downloads.NotSentAgain;
        var boards = await ExploreCsv.ReadAsync(reader, snapshot, scope, asked);
        return await AuditedExport.CsvAsync(http, "explore", body => ExploreCsv.WriteAsync(body, boards, http.RequestAborted));
    });

    private static Task<IResult> InsuranceAsync(HttpContext http, SnapshotStore store, ViewReader reader) => ScopedAsync(http, store, async (snapshot, scope, query) =>
    {
        scope.MustNotBeShared();
        var across = InsurersAcross.Read(query, FilterChoices.Of(snapshot, scope.Reach).Period);
        if (Downloads.IsUnchanged(http, snapshot.RunId))
            return Downloads.NotSentAgain;
        if (across is null)
        {
            var (prices, asked) = (await MixPrices.ReadAsync(reader, snapshot, scope, Dimensions.Insurer), scope.Filters.Of(Dimensions.Insurer));
            return await AuditedExport.CsvAsync(http, "insurance", body => InsuranceCsv.WriteAsync(body, prices.Rows.Where(row => asked.Count == 0 || asked.Contains(row.Key)), http.RequestAborted));
        }

        using var scoped = new ScopedVisits(StarColumns.Of(snapshot), scope);
        var cross = CostCross.Of(scoped, across, most: int.MaxValue);
        return await AuditedExport.CsvAsync(http, "insurance", body => InsuranceCsv.WriteAsync(body, cross, http.RequestAborted));
    });

    private static Task<IResult> LoadsAsync(HttpContext http, SnapshotStore store, ViewReader reader) => ScopedAsync(http, store, async (snapshot, scope, _) =>
    {
        scope.MustNotBeShared();
        if (Downloads.IsUnchanged(http, snapshot.RunId))
            return Downloads.NotSentAgain;
        var weeks = LoadWeeks.Of(scope, FilterChoices.Of(snapshot, scope.Reach).Period);
        var (loads, asked) = (await Workloads.ReadAsync(reader, snapshot, weeks.Counted, highest: false, 0, int.MaxValue), scope.Filters.Of(Dimensions.Doctor));
        return await AuditedExport.CsvAsync(http, "doctors", body =>
            LoadsCsv.WriteAsync(body, loads.Rows.Where(load => asked.Count == 0 || asked.Contains(load.DoctorId)), weeks.Number, http.RequestAborted));
    });

    private static Task<IResult> GroupsAsync(HttpContext http, SnapshotStore store) => ScopedAsync(http, store, async (snapshot, scope, _) =>
    {
        scope.MustNotBeShared();
        if (Downloads.IsUnchanged(http, snapshot.RunId))
            return Downloads.NotSentAgain;
        using var scoped = new ScopedVisits(StarColumns.Of(snapshot), scope);
        List<(Dimension, string?, PatientGroup)> rows = [.. new[] { Dimensions.AgeGroup, Dimensions.Country }.SelectMany(by => PatientGroups.ByDepartment(scoped, by).Select(row => (by, row.Department, row.Group)))];
        return await AuditedExport.CsvAsync(http, "patient_groups", body => PatientGroupsCsv.WriteAsync(body, rows, http.RequestAborted));
    });

    private static Task<IResult> PairAsync(HttpContext http, SnapshotStore store, ViewReader reader, DisplayOptions display) => ScopedAsync(http, store, async (snapshot, scope, query) =>
    {
        var two = new PairReader(reader, snapshot, scope, query);
        // Of the same people at two times, the difference may be one of them.
        if (two.Of is null)
            scope.MustNotBeShared();
        var pair = await two.ReadAsync()
            ?? throw new UnusableFilterException("There are no two to lay side by side: the data under this filter has one at most, or does not hold as many complete weeks twice.");
        if (Downloads.IsUnchanged(http, snapshot.RunId))
            return Downloads.NotSentAgain;
        var cards = new MeasureCardReader(reader, snapshot, display);
        var numbers = PairNumber.All(await cards.NumbersAsync(pair.First.Scope), await cards.NumbersAsync(pair.Second.Scope));
        return await AuditedExport.CsvAsync(http, "compare", body => PairCsv.WriteAsync(body, pair, numbers, http.RequestAborted));
    });

    /// <summary>What is asked under the scope of the address. Nothing is read of it before it is known that it may be sent, and has not been.</summary>
    private static Task<IResult> ScopedAsync(HttpContext http, SnapshotStore store, Func<Snapshot, Scope, Func<string, StringValues>, Task<IResult>> answer) =>
        Downloads.SnapshotAsync(http, store, snapshot =>
        {
            Func<string, StringValues> query = name => http.Request.Query[name];
            return answer(snapshot, AddressQuery.ReadScope(query, FilterChoices.Of(snapshot, Downloads.ReachOf(http))), query);
        });
}
