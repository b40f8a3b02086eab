using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Gold.Views;
using HealthDashboard.Threads;
using HealthDashboard.Warehouse;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Gold.Checks;

/// <summary>A promise about a snapshot, as a query that returns the rows which break it.</summary>
public sealed record Check(string Name, string Sql)
{
    /// <summary>How many rows break it.</summary>
    /// <param name="held">What the tables add up to; null where the check does not ask for it.</param>
    public string CountSql(HeldTotals? held = null) => $"{(held is null ? "" : $"with {held.Sql} ")}select count(*) from (\n{Sql}\n) as offending";
}

/// <summary>The outcome of a check: how many rows break it. One that meets a damaged page is broken once.</summary>
public sealed record CheckResult(string Name, long Offending);

/// <summary>What must hold before a snapshot is published.</summary>
public static class GoldChecks
{
    /// <summary>How the checks are called whether a file can be read at all.</summary>
    public const string Whole = "_whole";

    /// <summary>The one that takes longest comes first, so that the cores end together.</summary>
    private static readonly IReadOnlyList<Check> OfRows =
    [
        .. new[] { "gold", "bronze" }.Select(layer => new Check(layer + Whole, SqliteFiles.QuickCheck(layer))),
        .. new[] { "references_valid" }.Select(Written),
    ];

    /// <summary>Those that ask <see cref="HeldTotals"/> too.</summary>
    private static readonly IReadOnlyList<Check> OfTotals =
    [
        .. new[] { "groups_fit", "keys_unique", "control_views", "views_agree", "ledger_balanced", "gold_is_silver", "visit_totals", "control_totals" }.Select(Written),
        CostConserved(GoldCatalog.All.Where(view => view.HoldsAllCost)),
        VisitsConserved(GoldCatalog.All.Where(view => view.VisitColumn is not null)),
        .. GoldCatalog.All.Where(view => view.Columns.Any(column => column.IsRatio)).Select(RatiosFit),
    ];

    public static IReadOnlyList<Check> All { get; } = [.. OfRows, .. OfTotals];

    /// <summary>Those of rows and numbers, which any engine runs; whether files can be read is SQLite's own to say.</summary>
    public static IReadOnlyList<Check> Portable { get; } = [.. All.Where(check => !check.Name.EndsWith(Whole, StringComparison.Ordinal))];

    /// <param name="open">Opens a connection that sees bronze, silver and gold; the checks share out the processor's cores.</param>
    /// <param name="accepted">The rows as they were accepted; null of a snapshot of which nobody knows any more.</param>
    public static IReadOnlyList<CheckResult> Run(Func<SqliteConnection> open, IReadOnlyList<AcceptedRows>? accepted = null)
    {
        var held = new HeldTotals(accepted);
        var results = new ConcurrentDictionary<Check, CheckResult>();
        var passes = SourceTable.All.Reverse().Select(table => (Action<SqliteConnection>)(connection => held.Add(connection, SqlDialect.Sqlite, table)));
        ShareOut.Do(() => Prepared(open()), [Asked(OfRows[0], null), .. passes, .. OfRows.Skip(1).Select(check => Asked(check, null))]);
        ShareOut.Do(() => Prepared(open()), [.. OfTotals.Select(check => Asked(check, held))]);
        return [.. All.Select(check => results[check])];

        Action<SqliteConnection> Asked(Check check, HeldTotals? totals) => connection => results[check] = new CheckResult(check.Name, Count(connection, check.CountSql(totals)));
    }

    /// <summary>Has an engine ask those of rows and numbers of what it holds.</summary>
    /// <param name="open">Opens a connection that sees gold's tables without the name of their layer.</param>
    public static IReadOnlyList<CheckResult> RunPortable(Func<DbConnection> open, SqlDialect dialect)
    {
        var (held, results) = (new HeldTotals(), new ConcurrentDictionary<Check, CheckResult>());
        ShareOut.Do(open, [.. SourceTable.All.Reverse().Select(table => (Action<DbConnection>)(connection => held.Add(connection, dialect, table)))]);
        ShareOut.Do(open, [.. Portable.Select(check => (Action<DbConnection>)(connection =>
            results[check] = new CheckResult(check.Name, connection.ExecuteScalar<long>(dialect.Written(check.CountSql(held))))))]);
        return [.. Portable.Select(check => results[check])];
    }

    private static SqliteConnection Prepared(SqliteConnection connection)
    {
        RowChecksums.AddTo(connection);
        return connection;
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

    private static Check Written(string name) => new(name, GoldView.ReadSql(name + ".sql"));

    private static long Count(SqliteConnection connection, string sql)
    {
        try
        {
            return connection.ExecuteScalar<long>(sql);
        }
        catch (SqliteException fault) when (SqliteFiles.SaysDamaged(fault))
        {
            return 1;
        }
    }

    /// <summary>The cost of each view's rows, in cents, is the cost of all treatments; of a view by week that of the visits in the calendar.</summary>
    private static Check CostConserved(IEnumerable<GoldView> views) => Conserved(
        "cost_conserved",
        HeldIn("treatments", "cents"),
        HeldIn("visits", "outside_cents"),
        views.Select(view => (view, "coalesce(sum(round(total_cost * 100)), 0)")));

    private static Check VisitsConserved(IEnumerable<GoldView> views) => Conserved(
        "visits_conserved",
        HeldIn("visits", "rows"),
        HeldIn("visits", "outside_calendar"),
        views.Select(view => (view, $"coalesce(sum({view.VisitColumn}), 0)")));

    private static string HeldIn(string table, string measure) => $"select value as held from held where layer = 'gold' and table_name = '{table}' and measure = '{measure}'";

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
