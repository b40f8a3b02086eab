using System.Globalization;
using Dapper;
using HealthDashboard.Gold.Views;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Checks;

/// <summary>A promise about a snapshot, as a query that returns the rows which break it.</summary>
public sealed record Check(string Name, string Sql);

/// <summary>The outcome of a check: how many rows break it. One that meets a damaged page is broken once.</summary>
public sealed record CheckResult(string Name, long Offending);

/// <summary>What must hold before a snapshot is published.</summary>
public static class GoldChecks
{
    /// <summary>How the checks are called whether a file can be read at all.</summary>
    public const string Whole = "_whole";

    /// <summary>Those that read most come first, so that the cores end together.</summary>
    private static readonly string[] Written =
    [
        "gold_is_silver", "keys_unique", "references_valid", "visit_totals", "ledger_balanced", "control_totals", "silver_complete", "groups_fit", "control_views", "views_agree",
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. SnapshotBuilder.Layers.Reverse().Select(layer => new Check(layer + Whole, SqliteFiles.QuickCheck(layer))),
        .. Written.Select(name => new Check(name, GoldView.ReadSql(name + ".sql"))),
        CostConserved(GoldCatalog.All.Where(view => view.HoldsAllCost)),
        VisitsConserved(GoldCatalog.All.Where(view => view.VisitColumn is not null)),
        .. GoldCatalog.All.Where(view => view.Columns.Any(column => column.IsRatio)).Select(RatiosFit),
    ];

    /// <param name="open">Opens a connection that sees bronze, silver and gold; the checks share out the processor's cores.</param>
    public static IReadOnlyList<CheckResult> Run(Func<SqliteConnection> open)
    {
        var offending = new long[All.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => DedicatedThread.Start(Work)).ToList();
        foreach (var worker in workers)
            worker.GetAwaiter().GetResult();
        return [.. All.Zip(offending, (check, rows) => new CheckResult(check.Name, rows))];

        void Work()
        {
            using var connection = open();
            for (int check; (check = Interlocked.Increment(ref next)) < All.Count;)
                offending[check] = Count(connection, All[check]);
        }
    }

    /// <summary>Why a snapshot is not published, in words; null when every check holds.</summary>
    public static string? WhatIsWrong(IReadOnlyList<CheckResult> checks)
    {
        var broken = checks.Where(check => check.Offending > 0).ToList();
        if (broken.Count == 0)
            return null;
        var names = string.Join(", ", broken.Select(check => $"{check.Name} ({check.Offending})"));
        return broken.Exists(check => check.Name.EndsWith(Whole, StringComparison.Ordinal))
            ? $"The new snapshot is not on the disk as it was written: {names}. Expected a disk that keeps what it is given (Warehouse:Path); the published snapshot is untouched."
            : $"Checks found offending rows: {names}.";
    }

    private static long Count(SqliteConnection connection, Check check)
    {
        try
        {
            return connection.ExecuteScalar<long>($"select count(*) from (\n{check.Sql}\n)");
        }
        catch (SqliteException fault) when (SqliteFiles.SaysDamaged(fault))
        {
            return 1;
        }
    }

    /// <summary>The cost of each view's rows, in cents, is the cost of all treatments; of a view by week that of the visits in the calendar.</summary>
    private static Check CostConserved(IEnumerable<GoldView> views) => Conserved(
        "cost_conserved",
        "select coalesce(sum(cost_cents), 0) as held from gold.fact_treatments",
        "select coalesce(sum(cost_cents), 0) as held from gold.dim_visits where week is null",
        views.Select(view => (view, "coalesce(sum(round(total_cost * 100)), 0)")));

    private static Check VisitsConserved(IEnumerable<GoldView> views) => Conserved(
        "visits_conserved",
        "select count(*) as held from gold.dim_visits",
        "select count(*) as held from gold.dim_visits where week is null",
        views.Select(view => (view, $"coalesce(sum({view.VisitColumn}), 0)")));

    private static Check Conserved(string name, string star, string outside, IEnumerable<(GoldView View, string Sum)> views) => new(name, $"""
        with star as (
            {star}
        ),
        outside as (
            {outside}
        ),
        shown as (
            {string.Join("\n    union all\n    ", views.Select(each => $"select '{each.View.Name}' as view_name, {(each.View.IsByTime ? 1 : 0)} as by_week, {each.Sum} as shown from gold.{each.View.Name}"))}
        )
        select
            shown.view_name,
            shown.shown,
            star.held - shown.by_week * outside.held as held
        from shown
        cross join star
        cross join outside
        where shown.shown <> star.held - shown.by_week * outside.held
        """);

    /// <summary>Every average, rate and share of the view is what its parts give; empty where there is nothing to divide by.</summary>
    private static Check RatiosFit(GoldView view)
    {
        var ratios = view.Columns.Where(column => column.IsRatio).Select(column => string.Create(CultureInfo.InvariantCulture, $"""
            select {view.Key.Name} as id, '{column.Name}' as ratio
            from gold.{view.Name}
            where ({column.Name} is null) <> (coalesce({column.Denominator}, 0) = 0)
                or abs({column.Name} * {column.Denominator} - {column.Numerator} * {(column.Kind == ColumnKind.Percent ? 100.0 : 1.0):0.0}) > 0.000001 * (1 + abs({column.Numerator}))
            """));
        return new($"{view.Name}_ratios", string.Join("\nunion all\n", ratios));
    }
}
