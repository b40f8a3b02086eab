using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Lake.Catalog;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.Lake;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Lake;

/// <summary>What Databricks and dbt are told of the lake is what the dashboard shows: run over a written lake by DuckDB, where it is SQL.</summary>
public sealed partial class CatalogTests(SampleWarehouse sample)
{
    private static readonly string Bundle = Path.Combine(Places.Repository, "databricks");

    [Fact]
    public void The_files_of_the_bundle_are_those_that_are_generated()
    {
        var generated = GeneratedFile.All("USD");

        Assert.All(generated, file => Assert.Equal(file.Text, File.ReadAllText(Path.Combine(Bundle, file.Path))));
        Assert.Equal(
            generated.Select(file => file.Path).Where(path => !path.StartsWith("src/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            new[] { "dbt", "metric_views" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Bundle, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_notebook_that_compares_knows_every_view_by_its_keys()
    {
        var cells = JsonNode.Parse(File.ReadAllText(Path.Combine(Bundle, "src", "compare.ipynb")))!["cells"]!.AsArray();
        var keys = cells.Select(cell => string.Concat(cell!["source"]!.AsArray())).Single(source => source.StartsWith("KEYS = ", StringComparison.Ordinal));

        Assert.Equal(
            $"KEYS = {{\n{string.Concat(GoldCatalog.All.Select(view => $"    \"{view.Name}\": [{string.Join(", ", view.Keys.Select(key => $"\"{key.Name}\""))}],\n"))}}}",
            keys[..(keys.IndexOf('}', StringComparison.Ordinal) + 1)]);
    }

    [Fact]
    public void Metric_views_show_the_numbers_of_the_gold_views()
    {
        using var awkward = TestWarehouse.Of(AwkwardHospital.Hospital);
        foreach (var warehouse in new[] { sample.Warehouse, awkward })
        {
            using var lake = new LakeInDuckDb(warehouse);
            var compared = GoldCatalog.All.SelectMany(view => MetricView.All.SelectMany(metrics => Compared(lake, view, metrics))).ToHashSet(StringComparer.Ordinal);
            // Those that no gold view shows.
            Assert.Equal(
                ["visit_metrics.cost_per_patient", "visit_metrics.visits_per_patient"],
                MetricView.All.SelectMany(metrics => metrics.Measures.Select(measure => $"{metrics.Name}.{measure.Name}")).Except(compared).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_ratio_is_of_measures_and_what_a_metric_view_cannot_say_is_named()
    {
        Assert.All(MetricView.All, view => Assert.All(view.Measures.Where(field => field.Expression.Contains("MEASURE", StringComparison.Ordinal)), field =>
            Assert.Matches(@"^MEASURE\(\w+\) / nullif\(MEASURE\(\w+\), 0\)$", field.Expression)));
        Assert.Equal(
            ["Cost of all", "Days with data", "Place", "Share of cost", "Share of cost (%)", "Share of treatments", "Treatments of all"],
            MetricView.LeftOut.Select(measure => measure.Label).Order(StringComparer.Ordinal));
        Assert.All(MetricView.All, view => Assert.All(MetricView.LeftOut, left => Assert.Contains(left.Label, view.Yaml("a.b", "EUR").Split('\n')[1], StringComparison.Ordinal)));
        Assert.All(MetricView.All, view => Assert.Distinct(view.Dimensions.Concat(view.Measures).Select(field => field.Name)));
        Assert.DoesNotContain(MetricView.Visits.Dimensions, field => field.Name is "treatment_type" or "insurance_provider");
    }

    [Fact]
    public void Checks_over_a_lake_hold_and_find_what_is_broken_there()
    {
        using var awkward = TestWarehouse.Of(AwkwardHospital.Hospital);
        using var lake = new LakeInDuckDb(awkward);
        var sql = DatabricksChecks.Found(SqlDialect.DuckDb, LakeInDuckDb.Live);

        Assert.Equal([], Offending(lake, sql));
        Assert.Equal(13 + 18, lake.Rows(sql).Count);
        var found = new HashSet<string>(StringComparer.Ordinal);
        string[] updates =
        [
            "update gold.fact_treatments set cost_cents = cost_cents + 1 where treatment_id = 'T3'",
            "insert into gold.fact_treatments select * from gold.fact_treatments where treatment_id = 'T3'",
            "update gold.dim_visits set week = date '2025-03-31' where visit_id = 'V2'",
            "update gold.dim_visits set patient_id = 'P77' where visit_id = 'V2'",
            "update gold.follow_up_summary set num_visits = num_visits + 1",
            "delete from gold.weekly_visit_trends where num_visits = 1",
            "update gold.department_weekly_kpis set avg_cost = 0, follow_up_rate = 0.4 where num_visits > 0",
            .. GoldCatalog.All.Select(view => $"update gold.{view.Name} set {(view.Columns.FirstOrDefault(column => column.IsRatio) ?? view.Columns.Last(column => column.IsNumeric)).Name} = 0.4"),
        ];
        foreach (var broken in updates)
        {
            lake.Execute("begin transaction");
            lake.Execute(broken);
            var offending = Offending(lake, sql);
            lake.Execute("rollback");
            Assert.True(offending.Count > 0, broken);
            found.UnionWith(offending);
        }

        Assert.Equal([], lake.Rows(sql).Select(row => (string)row["check_name"]!).Except(found));
    }

    private static List<string> Offending(LakeInDuckDb lake, string sql) =>
        [.. lake.Rows(sql).Where(row => Convert.ToInt64(row["offending"], CultureInfo.InvariantCulture) > 0).Select(row => (string)row["check_name"]!)];

    /// <summary>The measures of a metric view that a gold view shows too, each of which gives the same for all of its rows.</summary>
    private static IEnumerable<string> Compared(LakeInDuckDb lake, GoldView view, MetricView metrics)
    {
        var fields = metrics.Dimensions.Concat(metrics.Measures).ToDictionary(field => field.Name);
        if (!view.Keys.All(key => fields.ContainsKey(MetricView.NameOf(key.Dimension!))))
            yield break;
        var columns = view.Columns.Where(column => column.Measure is { } measure && fields.ContainsKey(MetricView.NameOf(measure))).ToList();
        var shown = lake.Rows($"select * from gold.{view.Name}").ToDictionary(row => Key(view.Keys.Select(key => row[key.Name])));
        var made = lake.Rows($"""
            select {string.Join(", ", view.Keys.Select(key => $"{fields[MetricView.NameOf(key.Dimension!)].Expression} as {key.Name}"))},
                {string.Join(",\n    ", columns.Select(column => $"{Spelled(fields[MetricView.NameOf(column.Measure!)].Expression)} as {column.Name}"))}
            from gold.{metrics.Table} as source
            {string.Join('\n', metrics.Joined.Select(table => $"left join gold.{table} on source.{MetricView.KeyOf(table)} = {table}.{MetricView.KeyOf(table)}"))}
            group by {string.Join(", ", view.Keys.Select((_, place) => place + 1))}
            """).ToDictionary(row => Key(view.Keys.Select(key => row[key.Name])));
        // A visit outside the calendar is of no week, and no row by week has it.
        foreach (var (key, row) in made.Where(each => !each.Key.Contains('∅', StringComparison.Ordinal) && (!view.IsTopN || shown.ContainsKey(each.Key))))
        {
            foreach (var column in columns)
                Assert.Equal((view.Name, key, column.Name, Number(shown[key][column.Name])), (view.Name, key, column.Name, Number(row[column.Name])));
        }

        foreach (var column in columns)
            yield return $"{metrics.Name}.{MetricView.NameOf(column.Measure!)}";

        string Spelled(string expression) => Measured().Replace(expression, name => $"({Spelled(fields[name.Groups[1].Value].Expression)})").Replace("percentile(", "quantile_cont(", StringComparison.Ordinal);
    }

    private static string Key(IEnumerable<object?> cells) => string.Join(" | ", cells.Select(cell => cell is null ? "∅" : Convert.ToString(cell, CultureInfo.InvariantCulture)));

    private static decimal? Number(object? cell) => cell switch
    {
        null => null,
        BigInteger whole => (decimal)whole,
        _ => decimal.Round(Convert.ToDecimal(cell, CultureInfo.InvariantCulture), 6),
    };

    [GeneratedRegex(@"MEASURE\((\w+)\)")]
    private static partial Regex Measured();
}
