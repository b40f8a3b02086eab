using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

public sealed class GoldCatalogTests(SampleWarehouse sample)
{
    public static TheoryData<string> Views => [.. GoldCatalog.All.Select(view => view.Name)];

    public static TheoryData<string, string> ViewsAndScopes =>
        [.. from view in GoldCatalog.All from scope in Scopes.All.Keys select new TheoryDataRow<string, string>(view.Name, scope)];

    public static TheoryData<string, string> CostViewsAndScopes =>
        [.. from view in GoldCatalog.All where view.HoldsAllCost from scope in Scopes.All.Keys select new TheoryDataRow<string, string>(view.Name, scope)];

    public static TheoryData<string, string> VisitViewsAndScopes =>
        [.. from view in GoldCatalog.All where view.VisitColumn is not null from scope in Scopes.All.Keys select new TheoryDataRow<string, string>(view.Name, scope)];

    [Fact]
    public void The_files_of_the_folder_are_the_catalogue()
    {
        var folder = Path.Combine(Places.Repository, "HealthDashboard", "Gold", "Views");

        var queries = Directory.GetFiles(folder, "*.sql").Select(Path.GetFileNameWithoutExtension).Order();
        var records = Directory.GetFiles(folder, "*.cs").Select(Path.GetFileNameWithoutExtension).Where(name => name != nameof(GoldCatalog)).Order();

        Assert.Equal(GoldCatalog.All.Select(view => view.Name).Order(), queries);
        Assert.Equal(GoldCatalog.All.Select(view => view.Row.Name).Order(), records);
    }

    [Theory]
    [InlineData("department_treatment_summary", "department,total_treatments,total_cost,avg_cost,patient_count,doctor_count")]
    [InlineData("doctor_performance", "doctor_id,doctor_name,department,total_cost,num_treatments,avg_cost,num_visits")]
    [InlineData("patient_summary", "patient_id,patient_name,total_visits,total_cost,num_treatments,follow_ups")]
    [InlineData("treatment_type_summary", "treatment_type,num_treatments,total_cost,avg_cost,cost_pct")]
    [InlineData("weekly_visit_trends", "week,num_visits,patients,treatments,total_cost")]
    [InlineData("insurance_summary", "insurance_provider,total_cost,coverage_rate,avg_cost,num_treatments,cost_share")]
    [InlineData("follow_up_summary", "department,follow_up_rate,follow_up_count,num_visits")]
    [InlineData("countrywise_cost_summary", "country,total_cost,avg_cost,visit_count")]
    [InlineData("revenue_by_age_group", "age_group,total_cost,avg_cost,num_treatments")]
    [InlineData("top_10_expensive_patients", "patient_id,patient_name,total_cost,treatment_count")]
    [InlineData("department_weekly_kpis", "department,week,total_cost,avg_cost,treatment_count,num_visits")]
    [InlineData("doctor_follow_up_ratio", "doctor_id,doctor_name,follow_up_rate,follow_up_count,num_visits")]
    [InlineData("treatment_distribution", "treatment_type,num_treatments,total_cost,min_cost,max_cost,avg_cost,p25_cost,median_cost,p75_cost")]
    public void The_promised_columns_come_first_and_in_their_order(string name, string columns)
    {
        var promised = columns.Split(',');

        Assert.Equal(promised, Find(name).Columns.Take(promised.Length).Select(column => column.Name));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void The_columns_of_select_table_and_record_are_the_same(string name)
    {
        var view = Find(name);
        using var connection = sample.Snapshot.OpenFiles();

        using var select = connection.ExecuteReader(view.Sql);
        var selected = Enumerable.Range(0, select.FieldCount).Select(select.GetName).ToList();
        var stored = connection.Query<string>($"select name from pragma_table_info('{name}', 'gold')");

        Assert.Equal(view.Columns.Select(column => column.Name), selected);
        Assert.Equal(selected, stored);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void The_table_is_the_unfiltered_select_row_for_row(string name)
    {
        var view = Find(name);
        using var connection = sample.Snapshot.OpenFiles();

        var selected = connection.Query(view.Row, view.Sql);
        var stored = ViewReader.Stream(sample.Snapshot, view, Scopes.Everything, GridQuery.AllRows);

        Assert.Equal(selected, stored);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_filter_that_lets_every_visit_pass_changes_no_row_with_visits(string name)
    {
        var view = Find(name);
        var wide = Scopes.Everything with { From = new DateOnly(1900, 1, 1), To = new DateOnly(2100, 1, 1) };

        var all = ViewReader.Stream(sample.Snapshot, view, Scopes.Everything, GridQuery.AllRows).ToList();
        var filtered = ViewReader.Stream(sample.Snapshot, view, wide, GridQuery.AllRows).ToList();

        Assert.Equal(all.Where(filtered.Contains), filtered);
        Assert.All(all.Except(filtered), row => Assert.Equal(0m, view.VisitColumn is { } visits ? Convert.ToDecimal(view.Column(visits).Value(row), null) : 0m));
    }

    [Theory]
    [MemberData(nameof(CostViewsAndScopes))]
    public void The_cost_of_a_view_is_the_cost_of_the_treatments_in_scope(string name, string scope)
    {
        var view = Find(name);

        var total = Rows(view, scope).Sum(row => (decimal)view.Column("total_cost").Value(row)!);

        Assert.Equal(CostOf(Scopes.All[scope]), total);
    }

    [Theory]
    [MemberData(nameof(VisitViewsAndScopes))]
    public void The_visits_of_a_view_are_the_visits_in_scope(string name, string scope)
    {
        var view = Find(name);

        var total = Rows(view, scope).Sum(row => (long)view.Column(view.VisitColumn!).Value(row)!);

        Assert.Equal(Count("count(distinct visit.visit_id)", Scopes.All[scope]), total);
    }

    [Theory]
    [MemberData(nameof(ViewsAndScopes))]
    public void A_view_has_no_key_twice_under_any_scope(string name, string scope)
    {
        var view = Find(name);
        var isByWeek = view.Columns[1].Kind == ColumnKind.Period;

        var keys = Rows(view, scope).Select(row => (view.Key.Value(row), isByWeek ? view.Columns[1].Value(row) : null)).ToList();

        Assert.Equal(keys.Distinct().Count(), keys.Count);
    }

    [Fact]
    public void Scopes_by_department_add_up_to_the_whole()
    {
        var departments = FilterChoices.Of(sample.Snapshot, Reach.Everything).Departments;

        var sum = departments.Sum(department => Count("coalesce(sum(treatment.cost_cents), 0)", Scopes.Everything with { Department = department }));
        var parts = departments.Sum(department => ViewReader
            .Stream(sample.Snapshot, InsuranceSummary.View, Scopes.Everything with { Department = department }, GridQuery.AllRows)
            .Cast<InsuranceSummary>().Sum(row => row.TotalCost));

        Assert.Equal(CostOf(Scopes.Everything), parts);
        Assert.Equal(parts * 100, sum);
    }

    private IEnumerable<object> Rows(GoldView view, string scope) => ViewReader.Stream(sample.Snapshot, view, Scopes.All[scope], GridQuery.AllRows);

    private decimal CostOf(Scope scope) => Count("coalesce(sum(treatment.cost_cents), 0)", scope) / 100m;

    /// <summary>Counts in silver, so that it shares nothing with the views.</summary>
    private long Count(string what, Scope scope)
    {
        using var connection = sample.Snapshot.OpenFiles();
        return connection.ExecuteScalar<long>(
            $"""
            select {what} from silver.visits as visit
            left join silver.treatments as treatment on treatment.visit_id = visit.visit_id
            where (@department is null or visit.department = @department) and (@doctor is null or visit.doctor_id = @doctor)
            and visit.visit_date between @from and @to
            """,
            new
            {
                department = scope.Department,
                doctor = scope.DoctorId,
                from = Scope.Iso(scope.From ?? DateOnly.MinValue),
                to = Scope.Iso(scope.To ?? DateOnly.MaxValue),
            });
    }

    private static GoldView Find(string name) => GoldCatalog.Find(name)!;
}
