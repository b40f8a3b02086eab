using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using HealthDashboard.Disclosure;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;
using HealthDashboard.Telemetry;
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
    /// <summary>As long as somebody goes to and fro between filters; how much is kept is limited by its size (ServerLimits).</summary>
    private static readonly HybridCacheEntryOptions Keep = new()
    {
        LocalCacheExpiration = TimeSpan.FromMinutes(5),
        Flags = HybridCacheEntryFlags.DisableDistributedCache,
    };

    /// <param name="offset">Rows to pass over, in the order of <paramref name="query"/>.</param>
    /// <param name="limit">At most as many rows.</param>
    public async ValueTask<ViewRows> ReadAsync(
        Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit, CancellationToken cancellation = default)
    {
        var use = new CacheUse();
        var rows = await cache.GetOrCreateAsync(
            Key($"{snapshot.RunId}|{view}|{scope}|{query}|{offset}|{limit}"),
            (snapshot, view, scope, query, offset, limit, use),
            static (asked, _) => ValueTask.FromResult(asked.use.Missed(Read(asked.snapshot, asked.view, asked.scope, asked.query, asked.offset, asked.limit))),
            Keep,
            cancellationToken: cancellation);
        use.Count();
        return rows;
    }

    /// <summary>Keeps what else is read of a snapshot, in the same way. <typeparamref name="T"/> is never changed.</summary>
    /// <param name="what">Different for every different question.</param>
    public async ValueTask<T> KeepAsync<T>(Snapshot snapshot, string what, Func<Snapshot, T> read)
    {
        var use = new CacheUse();
        var kept = await cache.GetOrCreateAsync(
            Key($"{snapshot.RunId}|{what}"),
            (snapshot, read, use),
            static (asked, _) => ValueTask.FromResult(asked.use.Missed(new Kept<T>(asked.read(asked.snapshot)))),
            Keep);
        use.Count();
        return kept.Value;
    }

    /// <summary>Keeps what is read of the visits in a scope. Their memory is given back then: <typeparamref name="T"/> holds none of it.</summary>
    public ValueTask<T> KeepAsync<T>(Snapshot snapshot, Scope scope, string what, Func<ScopedVisits, T> read) => KeepAsync(snapshot, what, kept =>
    {
        using var scoped = new ScopedVisits(StarColumns.Of(kept), scope);
        return read(scoped);
    });

    /// <summary>How many different patients have a visit in a scope; null when the number is withheld.</summary>
    public async ValueTask<long?> PatientsAsync(Snapshot snapshot, Scope scope) => scope.ShareSafe
        ? Suppression.Of(snapshot, scope).Patients
        : await KeepAsync(snapshot, $"patients|{scope}", kept => Patients(kept, scope));

    private static long Patients(Snapshot snapshot, Scope scope)
    {
        using var scoped = new ScopedVisits(StarColumns.Of(snapshot), scope);
        return scoped.Distinct(Dimensions.Patient);
    }

    /// <summary>All rows, one after another, for an export.</summary>
    /// <exception cref="WithheldException">The scope is share-safe, and the view has one row per person.</exception>
    public static IEnumerable<object> Stream(Snapshot snapshot, GoldView view, Scope scope, GridQuery query) =>
        Ask(snapshot, view, scope, isKept: true, table => table.Rows(query));

    /// <summary>What is worked out of all rows without making them, which of tens of thousands takes longer than to add them up. The answer holds nothing of the table.</summary>
    public static T Over<T>(Snapshot snapshot, GoldView view, Scope scope, Func<ViewTable, T> ask) => Ask(snapshot, view, scope, isKept: false, ask);

    /// <summary>What is kept, read anew.</summary>
    /// <exception cref="WithheldException">The scope is share-safe, and the view has one row per person.</exception>
    public static ViewRows Read(Snapshot snapshot, GoldView view, Scope scope, GridQuery query, int offset, int limit)
    {
        using var signal = new QuerySignal(view.Name, scope.IsUnfiltered, scope.AsOf is not null, scope.ShareSafe);
        var rows = Ask(snapshot, view, scope, isKept: false, table =>
        {
            var found = table.Find(query, offset, limit);
            return new ViewRows([.. found.Rows], found.Count, found.Totals);
        });
        signal.Rows = rows.Count;
        return rows;
    }

    /// <summary>The one way to the rows of a view: filtered or not, for a page or an export.</summary>
    /// <param name="isKept">Whether the rows are read after the answer; what is made for this answer alone is gone then.</param>
    private static T Ask<T>(Snapshot snapshot, GoldView view, Scope scope, bool isKept, Func<ViewTable, T> ask)
    {
        view = view.For(scope.Reach);
        var (star, unshared) = (StarColumns.Of(snapshot), scope.Unshared());
        if (unshared.IsUnfiltered)
            return ask(Shared(unshared.IsEverything ? star.Everything(view) : star.Within(view, unshared.Reach)));
        using var scoped = new ScopedVisits(star, unshared);
        var made = Aggregator.Of(view, scoped);
        return ask(Shared(isKept ? made.Kept() : made));

        ViewTable Shared(ViewTable table) =>
            scope.ShareSafe ? table.Without(Suppression.Of(snapshot, scope, view.TimeGrain ?? TimeGrain.Week).CellsOf(table)) : table;
    }

    /// <summary>The statement that defines the rows, to be read: parameters stand by their names.</summary>
    public static string RowsSql(GoldView view, Scope scope, GridQuery query, out Dictionary<string, object> parameters)
    {
        (view, scope) = (view.For(scope.Reach), scope.Unshared());
        parameters = new Dictionary<string, object>(scope.Parameters());
        return $"""
            {Source(view, scope)}select {string.Join(", ", view.Columns.Select(column => column.Name))} from {Relation(view, scope)}
            {query.Where(view, parameters)}
            order by {query.OrderBy(view)}
            """;
    }

    /// <summary>Unfiltered and by weeks, a view is a table of the snapshot.</summary>
    public static bool IsTable(GoldView view, Scope scope) => scope.IsEverything && view.Granularity is null;

    /// <summary>What is no table is the view's select over what is in scope. By months it names its columns anew.</summary>
    private static string Source(GoldView view, Scope scope) => IsTable(view, scope)
        ? ""
        : $"with {scope.Prologue(view.Time?.Dimension)},\n{view.Name}{(view.Granularity is null ? "" : $" ({string.Join(", ", view.Columns.Select(column => column.Name))})")} as (\n{view.Select}\n)\n";

    private static string Relation(GoldView view, Scope scope) => IsTable(view, scope) ? $"gold.{view.Name}" : view.Name;

    /// <summary>The cache refuses keys that are long or hold letters nobody sees, and an address may hold both.</summary>
    private static string Key(string asked) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(asked.AsSpan())));

    /// <summary>Is handed out as it is. The cache writes everything as JSON only to see how large it is, which <see cref="KeptSizes"/> says instead.</summary>
    [ImmutableObject(true)]
    private sealed record Kept<T>([property: JsonIgnore] T Value);
}
