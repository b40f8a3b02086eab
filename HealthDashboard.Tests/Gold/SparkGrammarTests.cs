using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Views;
using HealthDashboard.Lake.Catalog;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Gold;

/// <summary>Spark's grammar takes every view, check and scope. That it gives the same rows was seen, and cannot be tested here.</summary>
public sealed partial class SparkGrammarTests
{
    [Fact]
    public async Task Every_statement_is_one_of_Sparks()
    {
        var statements = new Dictionary<string, string> { ["nonsense"] = "select case follow_up then (" };
        var scope = Dimensions.Filters.Aggregate(Scopes.Everything with { From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 6, 30) }, (all, each) => all.With(each, "a", "b"));
        foreach (var view in GoldCatalog.All)
            statements[view.Name] = view.Sql;

        // What a filter puts before a view is the same before all of them, and takes the grammar a second.
        var (weeks, types) = (WeeklyVisitTrends.View, TreatmentDistribution.View);
        statements["filtered"] = ViewReader.RowsSql(PatientSummary.View, scope, new GridQuery { Search = "a", Sort = "patient_name" }, out _);
        foreach (var grain in new[] { TimeGrain.Month, TimeGrain.Quarter })
            statements[$"by {grain}"] = ViewReader.RowsSql(weeks.By(grain), Scopes.Everything, GridQuery.AllRows, out _);
        foreach (var asked in new[] { new CellReference(weeks, weeks.Column("num_visits"), Scopes.Everything), new CellReference(types, types.Column("median_cost"), Scopes.Everything) })
        {
            statements[$"{asked.Column.Name} behind"] = $"{asked.BehindSql()}\n{asked.Column.Proof!.Value}";
            statements[$"{asked.Column.Name} lacking"] = RejectedImpact.Sql(asked, asked.View.Key.Dimension!.Column);
        }

        foreach (var check in GoldChecks.Portable)
            statements[check.Name] = check.CountSql(new HeldTotals());
        foreach (var table in SourceTable.All)
            statements[$"held_{table.Name}"] = GoldView.ReadSql($"held_{table.Name}.sql");
        foreach (var table in GoldLayer.Star)
            statements[table] = GoldView.ReadSql($"{table}.sql");

        var written = statements.ToDictionary(each => each.Key, each => SqlDialect.Spark.Written(each.Value));
        // What a job of Databricks runs, with its parameters in their places; what was taken above is not taken once more. Catalogs, and names put together, the grammar does not know.
        foreach (var file in GeneratedFile.All("USD").Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)))
        {
            var text = GoldCatalog.All.Select(view => view.Sql).Concat(DatabricksChecks.OfLake.Select(check => check.Sql))
                .Aggregate(file.Text, (rest, sql) => rest.Replace(SqlDialect.Spark.Written(sql).Replace("gold.", "", StringComparison.Ordinal).Trim(), "select 1 as x", StringComparison.Ordinal));
            text = ViewName().Replace(text.Replace("use catalog {{catalog}};", "", StringComparison.Ordinal), "views.$1");
            written[file.Path] = Braced().Replace(text, "'$1'").TrimEnd().TrimEnd(';');
        }

        foreach (var metrics in MetricView.All)
            written[metrics.Name] = $"select {string.Join(", ", metrics.Dimensions.Concat(metrics.Measures).Select(field => field.Expression))} from source";
        var faults = await FaultsAsync(written);

        Assert.Equal("nonsense", Assert.Single(faults).Key);
    }

    /// <summary>What SQLite alone understands is in none of it: the grammar takes any name for a function.</summary>
    [Fact]
    public void Our_own_functions_are_written_otherwise()
    {
        const string Ours = "select checksum(a, b), weighed(a, 1, b), repeated(a), date(max(a), '+7 days'), date(a.b, '+' || c.d || ' days') from t where fold(a) like fold(@b) order by a collate names";

        Assert.Equal(Ours, SqlDialect.Sqlite.Written(Ours));
        Assert.All(new[] { SqlDialect.PostgreSql, SqlDialect.DuckDb, SqlDialect.Spark }, dialect =>
        {
            var written = dialect.Written(Ours);
            Assert.DoesNotMatch("checksum|weighed|repeated|date\\(|fold|days|names", written);
            Assert.Contains($"like upper({dialect.Marker}b)", written, StringComparison.Ordinal);
            Assert.Contains("cast(cast(max(a) as date) + 7 as varchar(10)), cast(cast(a.b as date) + c.d as varchar(10))", written, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex(@"identifier\(\{\{views\}\} \|\| '\.(\w+)'\)")]
    private static partial Regex ViewName();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Braced();

    internal static async Task<Dictionary<string, string>> FaultsAsync(Dictionary<string, string> statements)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["spark.mjs"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(Places.Repository, "HealthDashboard.Tests", "Readers"),
        })!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, statements);
        node.StandardInput.Close();
        var faults = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return JsonSerializer.Deserialize<Dictionary<string, string>>(faults)!;
    }
}
