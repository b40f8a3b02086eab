using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>A visit with a date far from all others is in every total and in no week.</summary>
public sealed class FarDateTests : IDisposable
{
    private static readonly Scope Cardiology = Support.Scopes.Everything with { Department = "Cardiology" };
    private static readonly Scope Oncology = Support.Scopes.Everything with { Department = "Oncology" };

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny
        .Patient("P2,Bob Stone,41,M,Peru")
        .Doctor("D2,Dr. Lung,Oncology,3")
        .Visit("V2,P2,D1,Cardiology,2025-03-12,no").Treatment("T2,V2,ECG,20.00,MedCare")
        .Visit("V3,P2,D1,Cardiology,1950-06-01,yes").Treatment("T3,V3,ECG,7.00,MedCare")
        .Visit("V4,P2,D2,Oncology,1950-06-02,").Treatment("T4,V4,MRI,3.00,"));

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void The_calendar_ends_where_the_others_end()
    {
        var run = _warehouse.History.Published()!;

        Assert.Equal((new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 12)), (run.DataFrom!.Value, run.DataTo!.Value));
        Assert.Equal((new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 12)), FilterChoices.Of(_warehouse.Snapshot, Reach.Everything).Period);
        Assert.Equal(["2025-03-03", "2025-03-10"], _warehouse.Query<string>("select week from gold.dim_weeks order by week"));
        Assert.Equal(["V3", "V4"], _warehouse.Query<string>("select visit_id from gold.dim_visits where week is null order by 1"));
        Assert.All(run.Checks, check => Assert.Equal(0, check.Offending));
        Assert.Equal(1m, run.Quality["visits"].Coverage);
    }

    [Fact]
    public void Weeks_leave_them_out_and_the_rest_counts_them()
    {
        Assert.Equal([1L, 1L], _warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View).Select(week => week.NumVisits!.Value));
        Assert.Equal([("Cardiology", 1L), ("Cardiology", 1L), ("Oncology", 0L), ("Oncology", 0L)], _warehouse.Rows<DepartmentWeeklyKpis>(DepartmentWeeklyKpis.View).Select(row => (row.Department, row.NumVisits!.Value)));
        Assert.Equal([("Cardiology", 127m), ("Oncology", 3m)], _warehouse.Rows<DepartmentTreatmentSummary>(DepartmentTreatmentSummary.View).Select(row => (row.Department, row.TotalCost!.Value)));
    }

    [Theory]
    [InlineData(null, 4, 130)]
    [InlineData("Cardiology", 3, 127)]
    [InlineData("Oncology", 1, 3)]
    public void The_total_of_the_weeks_is_the_scopes_own_and_the_passport_proves_it(string? department, int visits, int cost)
    {
        var scope = Support.Scopes.Everything with { Department = department };
        foreach (var view in new[] { WeeklyVisitTrends.View, DepartmentWeeklyKpis.View })
        {
            var totals = ViewReader.Read(_warehouse.Snapshot, view, scope, GridQuery.AllRows, 0, 10).Totals;

            Assert.Equal((visits, cost), (totals["num_visits"], totals["total_cost"]));
            Assert.Equal(visits, Proved(new CellReference(view, view.Column("num_visits"), scope)));
            Assert.Equal(cost, Proved(new CellReference(view, view.Column("total_cost"), scope)));
        }
    }

    [Fact]
    public void The_total_of_chosen_rows_is_theirs()
    {
        var view = DepartmentWeeklyKpis.View;
        var asked = new CellReference(view, view.Column("num_visits"), Support.Scopes.Everything, "Cardiology");

        Assert.Equal(2, ViewReader.Read(_warehouse.Snapshot, view, Support.Scopes.Everything, asked.Grid, 0, 10).Totals["num_visits"]);
        Assert.Equal(2, Proved(asked));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Columns_in_memory_and_SQL_say_the_same(string? department, string? doctor, string? from, string? to)
    {
        var scope = Support.Scopes.Everything with { Department = department, DoctorId = doctor, From = Day(from), To = Day(to) };
        foreach (var view in GoldCatalog.All)
            Assert.Equal(DefinedBySql.Rows(_warehouse.Snapshot, view, scope, GridQuery.AllRows), ViewReader.Stream(_warehouse.Snapshot, view, scope, GridQuery.AllRows));
        Assert.Equal(DefinedBySql.TypesByWeek(_warehouse.Snapshot, scope), TreatmentPrices.Weeks(new ScopedVisits(StarColumns.Of(_warehouse.Snapshot), scope)));
    }

    public static TheoryData<string?, string?, string?, string?> Scopes => new()
    {
        { null, null, null, null },
        { "Cardiology", null, null, null },
        { "Oncology", null, null, null },
        { null, "D1", null, null },
        { null, "D2", null, null },
        { null, null, "1950-01-01", "1999-12-31" },
        { null, null, "1950-06-02", "2025-03-03" },
        { null, null, "2025-03-04", null },
    };

    [Fact]
    public void What_is_outside_is_said()
    {
        Assert.Equal((2, 1000L), (Outside(Support.Scopes.Everything).Visits, Outside(Support.Scopes.Everything).Cents));
        Assert.Equal(1, Outside(Cardiology).Visits);
        Assert.Equal(1, Outside(Oncology).Visits);
        Assert.Equal(0, Outside(Support.Scopes.Everything with { From = new DateOnly(2025, 1, 1) }).Visits);
    }

    [Theory]
    [InlineData("V1", "2025-03-03")]
    [InlineData("V2", "2025-03-12")]
    public void A_check_sees_a_visit_that_is_put_out_of_the_calendar_without_reason(string visit, string day)
    {
        using var connection = _warehouse.Snapshot.OpenFiles();
        var check = HealthDashboard.Gold.Checks.GoldChecks.All.Single(each => each.Name == "groups_fit");
        var sql = $"with {new HealthDashboard.Gold.Checks.HeldTotals().Sql} " + check.Sql.Replace("from gold.dim_visits)", $"from (select visit_date, case when visit_id = '{visit}' then null else week end as week from gold.dim_visits))", StringComparison.Ordinal);

        Assert.Equal(day, Assert.Single(_warehouse.Query<(string Table, string Id)>(sql)).Id);
    }

    [Fact]
    public void A_thousand_departments_over_a_century_have_a_row_for_each_week_with_a_visit_and_no_more()
    {
        var hospital = Hospital.Tiny;
        for (var department = 0; department < 1000; department++)
            hospital.Doctor($"D-{department},Dr. A,Ward {department:D3},1").Visit($"W{department},P1,D-{department},Ward {department:D3},2025-03-04,no");
        for (var year = 1920; year < 2025; year += 5)
            hospital.Visit($"Y{year},P1,D1,Cardiology,{year}-03-03,no");
        using var warehouse = TestWarehouse.Of(hospital);

        Assert.Equal(5480, warehouse.Scalar<long>("select count(*) from gold.dim_weeks"));
        Assert.Equal(1022, warehouse.Scalar<long>("select count(*) from gold.department_weekly_kpis"));
        Assert.Equal(1022, warehouse.Scalar<long>("select sum(num_visits) from gold.department_weekly_kpis"));
        var ward = Support.Scopes.Everything with { Department = "Cardiology" };
        Assert.Equal(5480, warehouse.Rows<DepartmentWeeklyKpis>(DepartmentWeeklyKpis.View, ward).Count);
    }

    private decimal Proved(CellReference asked)
    {
        using var connection = _warehouse.Snapshot.OpenFiles();
        var sql = $"{asked.BehindSql()}\n{asked.Column.Proof!.Value}";
        return Dapper.SqlMapper.ExecuteScalar<decimal>(connection, sql, new Dapper.DynamicParameters(asked.Parameters()));
    }

    private Sums Outside(Scope scope) => OutsideCalendar.Of(_warehouse.Snapshot, scope);

    private static DateOnly? Day(string? iso) => iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", null);
}
