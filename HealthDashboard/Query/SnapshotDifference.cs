using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>How a view differs between two snapshots: rows by their key, values as they are stored, to the last digit.</summary>
public sealed record ViewDifference
{
    public required GoldView View { get; init; }

    public long RowsThen { get; init; }

    public long RowsNow { get; init; }

    public long Added { get; init; }

    public long Removed { get; init; }

    public long Changed { get; init; }

    /// <summary>The sum of the view's costs; null where its costs do not add up.</summary>
    public decimal? CostThen { get; init; }

    public decimal? CostNow { get; init; }

    /// <summary>How many rows are not the same.</summary>
    public long Rows => Added + Removed + Changed;
}

/// <summary>A row that is not the same in both; null where it is not there.</summary>
public sealed record RowDifference(object? Then, object? Now);

/// <summary>What differs between two snapshots, view by view, in the order of the catalogue.</summary>
public static class SnapshotDifference
{
    /// <summary>Every view. Snapshots never change, so a comparison is made once for everybody.</summary>
    public static IReadOnlyList<ViewDifference> Views(Snapshot then, Snapshot now) => then.Keep(() => Read(then, now), now.RunId);

    /// <summary>The first of the rows of a view that differ, in the order of their keys.</summary>
    public static IReadOnlyList<RowDifference> Rows(Snapshot then, Snapshot now, GoldView view, int most)
    {
        using var connection = now.OpenBeside(then);
        var keys = Names(view.Keys);
        var (sideNow, sideThen) = (Names(view.Columns, "now."), Names(view.Columns, "was."));
        return connection.Query<RowDifference>(
            $"""
            with {Differing(view)}
            select {sideThen}, {sideNow}
            from (select {keys} from now_only union select {keys} from then_only) as differing
            left join then_only as was on {Same(view, "was")}
            left join now_only as now on {Same(view, "now")}
            order by {Names(view.Keys, "differing.")}
            limit @most
            """,
            [view.Row, view.Row],
            sides => new RowDifference(Known(sides[0]), Known(sides[1])),
            new { most },
            view.Key.Name).AsList();

        // Where a join finds no row, the mapper makes one without a key.
        object? Known(object? row) => row is not null && view.Key.Value(row) is not null ? row : null;
    }

    private static List<ViewDifference> Read(Snapshot then, Snapshot now)
    {
        using var connection = now.OpenBeside(then);
        return [.. GoldCatalog.All.Select(view => Read(connection, view))];
    }

    private static ViewDifference Read(SnapshotConnection connection, GoldView view)
    {
        var keys = Names(view.Keys);
        var cost = view.Columns.Any(column => column is { Name: "total_cost", AddsUp: true }) ? "sum(round(total_cost * 100)) / 100.0" : null;
        var difference = connection.QuerySingle<ViewDifference>(
            $"""
            with {Differing(view)},
            differing as (
                select
                    max(is_now) as is_now,
                    max(is_then) as is_then
                from (
                    select {keys}, 1 as is_now, 0 as is_then from now_only
                    union all
                    select {keys}, 0 as is_now, 1 as is_then from then_only
                ) as sides
                group by {keys}
            )
            select
                (select count(*) from gold_then.{view.Name}) as rows_then,
                (select count(*) from gold.{view.Name}) as rows_now,
                (select count(*) from differing where is_then = 0) as added,
                (select count(*) from differing where is_now = 0) as removed,
                (select count(*) from differing where is_now = 1 and is_then = 1) as changed,
                {Of("gold_then")} as cost_then,
                {Of("gold")} as cost_now
            """);
        return difference with { View = view };

        string Of(string side) => cost is null ? "null" : $"(select {cost} from {side}.{view.Name})";
    }

    /// <summary><c>except</c> takes an empty value for equal to an empty one, as a reader does.</summary>
    private static string Differing(GoldView view)
    {
        var (now, then) = ($"select {Names(view.Columns)} from gold.{view.Name}", $"select {Names(view.Columns)} from gold_then.{view.Name}");
        return $"now_only as ({now} except {then}),\nthen_only as ({then} except {now})";
    }

    private static string Same(GoldView view, string side) => string.Join(" and ", view.Keys.Select(key => $"{side}.{key.Name} = differing.{key.Name}"));

    private static string Names(IEnumerable<Column> columns, string of = "") => string.Join(", ", columns.Select(column => of + column.Name));
}
