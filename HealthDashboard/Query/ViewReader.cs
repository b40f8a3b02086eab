using System.ComponentModel;
using System.Text.Json.Serialization;
using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Sharing;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Caching.Hybrid;

namespace HealthDashboard.Query;

/// <summary>Some rows of a view, and what is true of all of them.</summary>
/// <param name="Rows">Instances of <see cref="GoldView.Row"/>.</param>
/// <param name="Count">How many rows there are in all.</param>
/// <param name="Totals">By column; only where a total means something.</param>
[ImmutableObject(true)]
public sealed record ViewRows(IReadOnlyList<object> Rows, long Count, IReadOnlyDictionary<string, decimal?> Totals);

/// <summary>
/// Reads a view under a scope. Snapshots never change, so a result is kept for everybody who asks the same of the same
/// snapshot; the second render after prerendering costs nothing. All rows of views that anybody sees pass through here, so this is
/// where small numbers are withheld under a scope that is shared.
/// </summary>
public sealed class ViewReader(HybridCache cache)
{
    /// <summary>Unfiltered, the view lists patients without visits too.</summary>
    private static readonly GridQuery WithVisits = new() { Filters = [new ColumnFilter("total_visits", ">=", "1")] };

    private static readonly HybridCacheEntryOptions Keep = new()
    {
        LocalCacheExpiration = TimeSpan.FromMinutes(1),
        Flags = HybridCacheEntryFlags.DisableDistributedCache,
    };

    /// <param name="offset">Rows to pass over, in the order of <paramref name="query"/>.</param>
    /// <param name="limit">At most as many rows.</param>
    public ValueTask<ViewRows> ReadAsync(
        Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit, CancellationToken cancellation = default) =>
        cache.GetOrCreateAsync(
            $"{snapshot.RunId}|{view.Name}|{scope}|{query}|{offset}|{limit}",
            (snapshot, view, scope, query, offset, limit),
            static (asked, _) => ValueTask.FromResult(Read(asked.snapshot, asked.view, asked.scope, asked.query, asked.offset, asked.limit)),
            Keep,
            cancellationToken: cancellation);

    /// <summary>Keeps what else is read of a snapshot, in the same way. <typeparamref name="T"/> is never changed.</summary>
    /// <param name="what">Different for every different question.</param>
    public async ValueTask<T> KeepAsync<T>(Snapshot snapshot, string what, Func<Snapshot, T> read) => (await cache.GetOrCreateAsync(
        $"{snapshot.RunId}|{what}",
        (snapshot, read),
        static (asked, _) => ValueTask.FromResult(new Kept<T>(asked.read(asked.snapshot))),
        Keep)).Value;

    /// <summary>How many different patients have a visit in a scope; null when the number is withheld.</summary>
    public async ValueTask<long?> PatientsAsync(Snapshot snapshot, Scope scope) => scope.ShareSafe
        ? Withholding.Of(snapshot, scope).Patients
        : (await ReadAsync(snapshot, PatientSummary.View, scope, WithVisits, 0, 0)).Count;

    /// <summary>All rows, one after another, for an export.</summary>
    /// <exception cref="WithheldException">The scope is share-safe, and the view has one row per person.</exception>
    public static IEnumerable<object> Stream(Snapshot snapshot, GoldView view, Scope scope, GridQuery query) =>
        scope.ShareSafe ? GridRows.Of(view, query, SharedRows.Of(snapshot, view, scope, All(snapshot, view, scope))) : Rows(snapshot, view, scope, query);

    private static IEnumerable<object> Rows(Snapshot snapshot, GoldView view, Scope scope, GridQuery query) =>
        Rollup(snapshot, view, scope) switch
        {
            IPeopleRows people => people.Find(query, 0, int.MaxValue).Rows,
            { } rows => GridRows.Of(view, query, rows),
            null => Select(snapshot, view, scope, query),
        };

    /// <summary>The same rows by SQL alone, which defines them.</summary>
    public static IEnumerable<object> Select(Snapshot snapshot, GoldView view, Scope scope, GridQuery query)
    {
        scope.MustNotBeShared();
        using var connection = snapshot.Open();
        foreach (var row in connection.Query(view.Row, RowsSql(view, scope, query, out var parameters), new DynamicParameters(parameters), buffered: false))
            yield return row;
    }

    /// <summary>The statement that defines the rows, to be read: parameters stand by their names.</summary>
    public static string RowsSql(GoldView view, Scope scope, GridQuery query, out Dictionary<string, object> parameters)
    {
        scope = scope.Unshared();
        parameters = new Dictionary<string, object>(scope.Parameters());
        return $"""
            {Source(view, scope)}select {string.Join(", ", view.Columns.Select(column => column.Name))} from {Relation(view, scope)}
            {query.Where(view, parameters)}
            order by {query.OrderBy(view)}
            """;
    }

    /// <summary>
    /// The rows from the columns in memory, where there are any: those under a filter, and those of every person, which can be put in any order there.
    /// Other tables of everything are small and read by SQL.
    /// </summary>
    private static IEnumerable<object>? Rollup(Snapshot snapshot, GoldView view, Scope scope) =>
        (!scope.IsEverything || view.IsByPerson) && view.Rollup is { } rollup && StarColumns.Of(snapshot) is { } star ? rollup(new Slice(star, scope)) : null;

    private static IReadOnlyList<object> All(Snapshot snapshot, GoldView view, Scope scope) => [.. Rows(snapshot, view, scope.Unshared(), GridQuery.AllRows)];

    private static ViewRows ReadShared(Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit)
    {
        var all = All(snapshot, view, scope);
        var found = GridRows.Of(view, query, SharedRows.Of(snapshot, view, scope, all));
        var sums = SharedRows.Sums(snapshot, view, scope, found, query is { Filters.Count: 0, Search: null } ? all : null);
        return new ViewRows([.. found.Skip(offset).Take(limit)], found.Count, Totals(view, sums, none: null));
    }

    /// <summary>What is kept, read anew.</summary>
    public static ViewRows Read(Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit)
    {
        if (scope.ShareSafe)
            return ReadShared(snapshot, view, scope, query, offset, limit);
        switch (Rollup(snapshot, view, scope))
        {
            case IPeopleRows people:
                var (page, count, total) = people.Find(query, offset, limit);
                var totals = view.Columns.Where(column => column.AddsUp).ToDictionary(column => column.Name, column => (object?)total.Of(column.From));
                return new ViewRows([.. page], count, Totals(view, totals, none: 0));
            case { } all:
                var found = GridRows.Of(view, query, all);
                return new ViewRows([.. found.Skip(offset).Take(limit)], found.Count, Totals(view, Sums(view, found), none: 0));
            default:
                return Select(snapshot, view, scope, query, offset, limit);
        }
    }

    private static ViewRows Select(Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit)
    {
        using var connection = snapshot.Open();
        var sql = RowsSql(view, scope, query, out var parameters);
        var asked = new DynamicParameters(parameters);
        asked.AddDynamicParams(new { limit, offset });
        var rows = connection.Query(view.Row, $"{sql}\nlimit @limit offset @offset", asked).AsList();
        var where = query.Where(view, parameters);
        var totals = scope.IsEverything && where.Length == 0
            ? connection.Query<(string, object?)>("select column_name, total from gold.view_totals where view_name = @view", new { view = view.Name }).ToDictionary()
            : (IDictionary<string, object?>)connection.QuerySingle<object>($"{Source(view, scope)}select {view.TotalsSql} from {Relation(view, scope)}\n{where}", new DynamicParameters(parameters));
        return new ViewRows(rows, (long)totals["row_count"]!, Totals(view, totals, none: 0));
    }

    /// <summary>Unfiltered, the view is its table; otherwise its select over what is in scope.</summary>
    private static string Source(GoldView view, Scope scope) =>
        scope.IsEverything ? "" : $"with {scope.Prologue()},\n{view.Name} as (\n{view.Select}\n)\n";

    private static string Relation(GoldView view, Scope scope) => scope.IsEverything ? $"gold.{view.Name}" : view.Name;

    private static Dictionary<string, object?> Sums(GoldView view, IReadOnlyList<object> rows) => view.Columns
        .Where(column => column.AddsUp || column.Constant)
        .ToDictionary(column => column.Name, column => column.Constant
            ? rows.Count == 0 ? null : column.Value(rows[0])
            : rows.Sum(row => Number(column.Value(row)) ?? 0));

    /// <summary>Sums where they mean something; a ratio is made of the sums of its parts.</summary>
    /// <param name="none">What an empty sum says: that there was nothing to add up, or that it is withheld.</param>
    private static Dictionary<string, decimal?> Totals(GoldView view, IDictionary<string, object?> sums, decimal? none)
    {
        var totals = new Dictionary<string, decimal?>();
        foreach (var column in view.Columns.Where(column => column.AddsUp))
            totals[column.Name] = Number(sums[column.Name]) ?? none;
        foreach (var column in view.Columns.Where(column => column.Of is not null))
        {
            var (of, over) = (Number(sums[column.Of!]), Number(sums[column.Over!]));
            totals[column.Name] = over is null or 0 ? null : (of ?? none) / over * (column.Kind == ColumnKind.Percent ? 100 : 1);
        }

        return totals;
    }

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Is handed out as it is. The cache writes everything as JSON only to see how large it is, which is spared here.</summary>
    [ImmutableObject(true)]
    private sealed record Kept<T>([property: JsonIgnore] T Value);
}
