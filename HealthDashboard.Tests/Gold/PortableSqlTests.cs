using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Gold;

/// <summary>The same SQL gives the same rows in SQLite, PostgreSQL and DuckDB: cell by cell, in order, under every filter. That SQLite's are right is held by others.</summary>
public sealed class PortableSqlTests(SampleWarehouse sample, PostgresCluster postgres)
{
    private static readonly string[] Two = [AwkwardHospital.Department, AwkwardHospital.Ward];

    private static readonly IReadOnlyList<Scope> AwkwardScopes =
    [
        Scopes.Everything,
        .. Two.Select(name => Scopes.Everything.With(Dimensions.Department, name)),
        Scopes.Everything.With(Dimensions.Department, Two),
        Scopes.Everything.With(Dimensions.Doctor, "D2"),
        Scopes.Everything.With(Dimensions.Insurer, "Med\\Care", "O'Care, Inc."),
        Scopes.Everything.With(Dimensions.TreatmentType, "Scan: 50% '_'"),
        Scopes.Everything.With(Dimensions.Country, "50% \\ nowhere; -- drop", "Côte d'Ivoire"),
        Scopes.Everything.With(Dimensions.AgeGroup, "Unknown", "18-44"),
        Scopes.Everything.With(Dimensions.Gender, "Female"),
        Scopes.Everything.With(Dimensions.FollowUp, "Unknown", "Yes"),
        Scopes.Everything.With(Dimensions.FollowUp, "No").With(Dimensions.TreatmentType, "ECG").With(Dimensions.Gender, "Male") with { From = new DateOnly(2024, 12, 30) },
        Scopes.Everything with { From = new DateOnly(2025, 3, 5), To = new DateOnly(2025, 3, 31) },
        Scopes.Everything with { To = new DateOnly(1999, 1, 1) },
        Of(AwkwardHospital.Ward),
        Of("Nowhere"),
        Of(Two) with { From = new DateOnly(2025, 3, 10) },
    ];

    private static readonly IReadOnlyList<Scope> SampleScopes =
    [
        .. new[] { "everything", "all three", "nothing" }.Select(name => Scopes.All[name]),
        Scopes.Everything.With(Dimensions.Insurer, "Self-pay", "MedCare Plus").With(Dimensions.Gender, "Female", "Other"),
        Of("Cardiology", "Psychiatry") with { To = new DateOnly(2025, 6, 30) },
    ];

    /// <summary>Each would be seen by another check, or by none.</summary>
    private static readonly string[] Broken =
    [
        "update gold.fact_treatments set cost_cents = cost_cents + 1 where treatment_id = 'T3'",
        "insert into gold.fact_treatments select 'T3', visit_id, treatment_type, 0, insurance_provider, 0, 9 from gold.fact_treatments where treatment_id = 'T3'",
        "update gold.fact_treatments set visit_id = 'V77' where treatment_id = 'T4'",
        "delete from gold.dim_visits where visit_id = 'V3'",
        "update gold.dim_visits set week = '2025-03-31' where visit_id = 'V2'",
        "update gold.dim_visits set week = '2025-03-04' where visit_id = 'V2'",
        "update gold.dim_visits set week = null where visit_id in ('V1', 'V6')",
        "update gold.dim_visits set patient_id = 'P77', doctor_id = '', department = 'Nowhere' where visit_id = 'V2'",
        "update gold.dim_visits set treatment_count = 2, cost_cents = 1 where visit_id = 'V7'",
        "update gold.dim_patients set age_group = '85+' where age is null or age = 17",
        "update gold.dim_patients set patient_id = 'P1', country = 'Norway' where patient_id = 'P2'",
        "update gold.weekly_visit_trends set num_visits = num_visits + 1, total_cost = total_cost + 0.01 where week = '2025-03-10'",
        "update gold.department_weekly_kpis set avg_cost = 0, follow_up_rate = 0.4 where num_visits > 0",
        "update gold.top_10_expensive_patients set total_cost = 0 where patient_id = 'P2'",
        "update gold.treatment_distribution set num_treatments = num_treatments + 1 where treatment_type = 'MRI'",
        "update gold.doctor_follow_up_ratio set num_visits = 9 where doctor_id = 'D1'",
        "update gold.department_treatment_summary set total_treatments = 9",
        "update gold.dim_visits set follow_up_required = null where visit_id = 'V7'",
        "delete from gold.dim_doctors where doctor_id = 'D3'",
        "delete from bronze.visits where line = 2",
        "delete from silver.control_totals where measure = 'cents'",
    ];

    [Fact]
    public async Task Awkward_names_are_the_same_to_the_cell_in_every_view_under_every_filter()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        var stars = await LoadedStar.InAllAsync(warehouse.Snapshot, postgres);

        Assert.Empty(Differences(stars, AwkwardScopes));
        Assert.All(stars, star => Assert.All(star.Checked(), check => Assert.Empty(check.Value)));

        // What is written in a search is sought as it is.
        var view = PatientSummary.View;
        foreach (var search in new[] { "50%", "_", "!", "?", "\\", "é", "o'n", "BJÖRK" })
            Assert.Empty(Differences(stars, view, Scopes.Everything, new GridQuery { Search = search }));
        Assert.Empty(Differences([.. stars.Where(star => star.Dialect != SqlDialect.DuckDb)], view, Scopes.Everything, new GridQuery { Sort = "patient_name" }));
        Assert.Empty(Differences(stars, view, Scopes.Everything, new GridQuery { Filters = [new("total_cost", ">=", "99.99"), new("patient_name", "~", "2ND")] }, rows: 1));
        Assert.Empty(Differences(stars, view, Scopes.Everything, new GridQuery { Sort = "total_visits", Descending = true }));
        stars.ToList().ForEach(star => star.Dispose());
    }

    [Fact]
    public async Task The_sample_is_the_same_to_the_cell_in_every_view_under_every_filter()
    {
        var stars = await LoadedStar.InAllAsync(sample.Snapshot, postgres);

        Assert.Empty(Differences(stars, SampleScopes));
        Assert.All(stars, star => Assert.All(star.Checked(), check => Assert.Empty(check.Value)));
        // So many patients of one country that a sum of weights has 35 digits.
        Assert.All(stars, star => Assert.Equal(["True"], star.Rows(
            """
            select case when one.weight = two.weight then 'True' else 'False' end
            from (select weighed(country, value, 0) as weight from (select 'Norway' as country, 10000000000 as value) as once) as one
            cross join (
                select weighed(country, value, 0) as weight from (select 'Norway' as country, 4000000000 as value union all select 'Norway', 6000000000) as twice
            ) as two
            """)));
        stars.ToList().ForEach(star => star.Dispose());
    }

    [Fact]
    public async Task Every_check_finds_the_same_rows_of_what_was_broken()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        var stars = await LoadedStar.InAllAsync(warehouse.Snapshot, postgres);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sql in Broken)
        {
            var broken = stars.Select(star =>
            {
                star.Execute("begin transaction");
                star.Execute(sql);
                var rows = star.Checked();
                star.Execute("rollback");
                return rows.Where(check => check.Value.Count > 0).Select(check => $"{check.Key}: {string.Join("; ", check.Value)}").ToList();
            }).ToList();

            Assert.All(broken, rows => Assert.Equal(broken[0], rows));
            Assert.True(broken[0].Count > 0, sql);
            found.UnionWith(broken[0].Select(line => line.Split(':')[0]));
        }

        Assert.Empty(GoldChecks.Portable.Select(check => check.Name).Where(name => !name.EndsWith("_ratios", StringComparison.Ordinal)).Except(found));
        stars.ToList().ForEach(star => star.Dispose());
    }

    [Fact]
    public async Task The_rows_behind_numbers_and_those_they_may_lack_are_the_same()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        var stars = await LoadedStar.InAllAsync(warehouse.Snapshot, postgres);
        var scope = Scopes.Everything.With(Dimensions.Gender, "Male", "Female", "Unknown");
        foreach (var view in GoldCatalog.All.Select(each => each.IsByTime ? each.By(TimeGrain.Quarter) : each))
        {
            foreach (var asked in view.Columns.Where(column => column.Proof is not null).SelectMany(column => new[] { Scopes.Everything, scope }.Select(each => new CellReference(view, column, each))))
            {
                foreach (var sql in new[] { $"{asked.BehindSql()}\n{asked.Column.Proof!.Value}", RejectedImpact.Sql(asked, view.Key.Dimension!.Column) })
                    Assert.All(stars, star => Assert.Equal(stars[0].Rows(sql, asked.Parameters()), star.Rows(sql, asked.Parameters())));
            }
        }

        stars.ToList().ForEach(star => star.Dispose());
    }

    private static Scope Of(params string[] departments) => Scope.Of(Reach.Of([new Grant(Role.Analyst, departments)], names: true)).Unshared();

    /// <summary>Every view, those of time by another grain too.</summary>
    private static IEnumerable<string> Differences(IReadOnlyList<LoadedStar> stars, IEnumerable<Scope> scopes) =>
        from scope in scopes.Index()
        from view in GoldCatalog.All.SelectMany(each => each.IsByTime ? new[] { each, each.By((TimeGrain)(1 + (scope.Index % 3))) } : [each])
        from difference in Differences(stars, view, scope.Item, GridQuery.AllRows)
        select difference;

    private static IEnumerable<string> Differences(IReadOnlyList<LoadedStar> stars, GoldView view, Scope scope, GridQuery query, int? rows = null)
    {
        var sql = ViewReader.RowsSql(view, scope, query, out var parameters);
        var expected = stars[0].Rows(sql, parameters);
        if (rows is not null && expected.Count != rows)
            yield return $"{expected.Count} rows";
        foreach (var star in stars.Skip(1))
        {
            var found = star.Rows(sql, parameters);
            if (!found.SequenceEqual(expected))
                yield return $"{star.Dialect.Name} {view} {scope}: {found.Except(expected).FirstOrDefault() ?? "other order"} in place of {expected.Except(found).FirstOrDefault()}";
        }
    }
}
