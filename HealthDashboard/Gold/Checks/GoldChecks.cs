using System.Globalization;
using Dapper;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pipeline;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Checks;

/// <summary>A promise about a snapshot, as a query that returns the rows which break it.</summary>
public sealed record Check(string Name, string Sql);

/// <summary>The outcome of a check: how many rows break it.</summary>
public sealed record CheckResult(string Name, long Offending);

/// <summary>What must hold before a snapshot is published.</summary>
public static class GoldChecks
{
    private static readonly string[] Written =
    [
        "ledger_balanced", "control_totals", "silver_complete", "gold_is_silver", "keys_unique", "references_valid", "groups_fit", "visit_totals", "control_views", "views_agree",
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Written.Select(name => new Check(name, GoldView.ReadSql(name + ".sql"))),
        .. GoldCatalog.All.Where(view => view.HoldsAllCost).Select(CostConserved),
        .. GoldCatalog.All.Where(view => view.VisitColumn is not null).Select(VisitsConserved),
        .. GoldCatalog.All.Where(view => view.Columns.Any(column => column.Of is not null)).Select(RatiosFit),
    ];

    /// <param name="open">Opens a connection that sees bronze, silver and gold; the checks share out the processor's cores.</param>
    public static IReadOnlyList<CheckResult> Run(Func<SqliteConnection> open)
    {
        var offending = new long[All.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => OwnThread.Start(Work)).ToList();
        foreach (var worker in workers)
            worker.GetAwaiter().GetResult();
        return [.. All.Zip(offending, (check, rows) => new CheckResult(check.Name, rows))];

        void Work()
        {
            using var connection = open();
            for (int check; (check = Interlocked.Increment(ref next)) < All.Count;)
                offending[check] = connection.ExecuteScalar<long>($"select count(*) from (\n{All[check].Sql}\n)");
        }
    }

    /// <summary>The cost of the view's rows, in cents, is the cost of all treatments.</summary>
    private static Check CostConserved(GoldView view) => new($"{view.Name}_cost", $"""
        select
            shown.cents as view_cents,
            billed.cents as fact_cents
        from (select coalesce(sum(round(total_cost * 100)), 0) as cents from gold.{view.Name}) as shown
        cross join (select coalesce(sum(cost_cents), 0) as cents from gold.fact_treatments) as billed
        where shown.cents <> billed.cents
        """);

    private static Check VisitsConserved(GoldView view) => new($"{view.Name}_visits", $"""
        select
            shown.visits as view_visits,
            held.visits
        from (select coalesce(sum({view.VisitColumn}), 0) as visits from gold.{view.Name}) as shown
        cross join (select count(*) as visits from gold.dim_visits) as held
        where shown.visits <> held.visits
        """);

    /// <summary>Every average, rate and share of the view is what its parts give; empty where there is nothing to divide by.</summary>
    private static Check RatiosFit(GoldView view)
    {
        var ratios = view.Columns.Where(column => column.Of is not null).Select(column => string.Create(CultureInfo.InvariantCulture, $"""
            select {view.Key.Name} as id, '{column.Name}' as ratio
            from gold.{view.Name}
            where ({column.Name} is null) <> (coalesce({column.Over}, 0) = 0)
                or abs({column.Name} * {column.Over} - {column.Of} * {(column.Kind == ColumnKind.Percent ? 100.0 : 1.0):0.0}) > 0.000001 * (1 + abs({column.Of}))
            """));
        return new($"{view.Name}_ratios", string.Join("\nunion all\n", ratios));
    }
}
