using System.Text.RegularExpressions;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Lake.Catalog;

/// <summary>
/// The checks that can be asked of a lake: those that need neither bronze nor what was counted while rows were accepted, which stay inside. And of each
/// view whether its SQL, run there, gives the rows that were published.
/// </summary>
public static partial class DatabricksChecks
{
    /// <summary>Those of <see cref="GoldChecks.Portable"/> that a lake holds everything for.</summary>
    public static IReadOnlyList<Check> OfLake { get; } = [.. GoldChecks.Portable.Where(check => !Inside().IsMatch(check.Sql))];

    public static string Sql() => $"""
        {DatabricksSql.Begin}
        create or replace table identifier({"{{views}}"} || '.check_results') as
        {Found(SqlDialect.Spark, DatabricksSql.Live)};

        select assert_true(
            sum(offending) = 0,
            array_join(collect_list(case when offending > 0 then check_name || ': ' || offending || ' rows' end), ', ')
        ) as all_checks_hold
        from identifier({"{{views}}"} || '.check_results');

        """;

    /// <summary>One statement, a row per check with how many rows break it, over a current schema that holds the star schema and the published views.</summary>
    /// <param name="live">How a view is called that the engine makes by itself.</param>
    internal static string Found(SqlDialect dialect, Func<GoldView, string> live)
    {
        var found = OfLake.Select(check => (check.Name, check.Sql)).Concat(GoldCatalog.All.Select(view => ($"{view.Name}_as_published", AsPublished(view, live(view)))));
        var statement = $"""
            with {string.Join(",\n", SourceTable.All.Select(Held))},
            held (layer, table_name, measure, value) as (
                {string.Join("\n    union all\n    ", SourceTable.All.SelectMany(Measures))}
            )
            {string.Join("\nunion all\n", found.Select(check => $"select '{check.Item1}' as check_name, count(*) as offending from (\n{check.Item2.Trim()}\n) as offending"))}
            """;
        return dialect.Written(statement).Replace("gold.", "", StringComparison.Ordinal);
    }

    /// <summary>Rows that stand on one side alone, or differ. What is divided may differ in the last digits, since an engine divides decimals or doubles.</summary>
    private static string AsPublished(GoldView view, string live)
    {
        var others = view.Columns.Except(view.Keys).Where(column => column.Dimension != Dimensions.PatientName && column.Dimension != Dimensions.DoctorName).Select(column => column.IsNumeric
            ? $"(made.{column.Name} is null) <> (published.{column.Name} is null) or abs(made.{column.Name} - published.{column.Name}) > 0.000001"
            : $"made.{column.Name} <> published.{column.Name}");
        return $"""
            select 1 as differs
            from {live} as made
            full join {view.Name} as published on {string.Join(" and ", view.Keys.Select(key => $"published.{key.Name} = made.{key.Name}"))}
            where made.{view.Key.Name} is null or published.{view.Key.Name} is null or {string.Join("\n    or ", others)}
            """;
    }

    /// <summary>What a table adds up to; what its rows say is compared with memory alone.</summary>
    private static string Held(SourceTable table) => $"held_{table.Name} as (\n{Content().Replace(GoldView.ReadSql($"held_{table.Name}.sql"), "").Trim()}\n)";

    private static IEnumerable<string> Measures(SourceTable table) => Measure().Matches(Held(table)).Select(measure => measure.Groups[1].Value)
        .Select(measure => $"select layer, '{table.Name}', '{measure}', cast({measure} as decimal(38, 0)) from held_{table.Name}");

    [GeneratedRegex(@"silver\.|bronze\.|layer = 'silver'|'content'")]
    private static partial Regex Inside();

    [GeneratedRegex(@",\s+checksum\([^()]*\) as content")]
    private static partial Regex Content();

    [GeneratedRegex(@"(?m) as (?!layer|\()(\w+),?$")]
    private static partial Regex Measure();
}
