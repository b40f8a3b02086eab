using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Query;

public sealed class ProvenanceTests(SampleWarehouse sample)
{
    private static readonly string[] Asked = ["everything", "department", "department and period", "doctor elsewhere"];

    public static TheoryData<string, string> ViewsAndScopes =>
        [.. from view in GoldCatalog.All from scope in Asked select new TheoryDataRow<string, string>(view.Name, scope)];

    [Theory]
    [MemberData(nameof(ViewsAndScopes))]
    public async Task Every_number_of_a_view_is_made_again_from_the_rows_behind_it(string name, string scope)
    {
        var view = GoldCatalog.Find(name)!;
        var rows = ViewReader.Stream(sample.Snapshot, view, Scopes.All[scope], GridQuery.AllRows).ToList();
        Assert.NotEmpty(rows);

        foreach (var row in Some(rows))
        {
            foreach (var column in view.Columns.Where(column => column.CanBeProved))
            {
                var passport = await ReadAsync(Of(view, column, scope, row));

                Assert.Equal(Number(column.Value(row)), passport!.Value);
                Assert.True(passport.AddsUp, $"{view.Name}.{column.Name} of {view.Key.Value(row)}: {passport.Value} is {passport.Recomputed}");
            }
        }
    }

    [Theory]
    [InlineData(TimeGrain.Month)]
    [InlineData(TimeGrain.Quarter)]
    [InlineData(TimeGrain.Year)]
    public async Task Every_number_of_a_month_is_made_again_from_the_rows_behind_it(TimeGrain grain)
    {
        foreach (var view in new[] { WeeklyVisitTrends.View.By(grain), DepartmentWeeklyKpis.View.By(grain) })
        {
            foreach (var scope in Asked)
            {
                foreach (var row in Some([.. ViewReader.Stream(sample.Snapshot, view, Scopes.All[scope], GridQuery.AllRows)]))
                {
                    foreach (var column in view.Columns.Where(column => column.CanBeProved))
                    {
                        var passport = await ReadAsync(Of(view, column, scope, row));

                        Assert.Equal(Number(column.Value(row)), passport!.Value);
                        Assert.True(passport.AddsUp, $"{view}.{column.Name} of {view.Time!.Value(row)}: {passport.Value} is {passport.Recomputed}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ViewsAndScopes))]
    public async Task Every_total_of_a_view_is_made_again_from_the_rows_behind_it(string name, string scope)
    {
        var view = GoldCatalog.Find(name)!;
        var rows = await sample.Reader.ReadAsync(sample.Snapshot, view, Scopes.All[scope], GridQuery.AllRows, 0, 1, TestContext.Current.CancellationToken);

        foreach (var (column, total) in rows.Totals)
        {
            var passport = await ReadAsync(new CellReference(view, view.Column(column), Scopes.All[scope]));

            Assert.Equal(total, passport!.Value);
            Assert.True(passport.AddsUp, $"{name}.{column}: {passport.Value} is {passport.Recomputed}");
        }
    }

    [Fact]
    public async Task Only_numbers_that_rest_on_no_rows_have_no_passport()
    {
        var without = GoldCatalog.All.SelectMany(view => view.Columns.Where(column => column is { IsNumeric: true, CanBeProved: false }).Select(column => $"{view.Name}.{column.Name}"));

        Assert.Equal(["weekly_visit_trends.days", "top_10_expensive_patients.cost_rank", "department_weekly_kpis.days"], without);
        Assert.Null(await ReadAsync(new CellReference(WeeklyVisitTrends.View, WeeklyVisitTrends.View.Column("days"), Scopes.Everything)));
    }

    [Fact]
    public async Task A_row_that_the_view_does_not_have_has_no_passport() =>
        Assert.Null(await ReadAsync(new CellReference(FollowUpSummary.View, FollowUpSummary.View.Column("num_visits"), Scopes.Everything, "Alchemy")));

    [Fact]
    public async Task The_pages_of_rows_are_all_rows_behind_the_number_once()
    {
        var asked = new CellReference(DepartmentTreatmentSummary.View, DepartmentTreatmentSummary.View.Column("total_cost"), Scopes.Everything, "Cardiology");
        var rows = new List<BehindRow>();
        for (var page = 1; rows.Count == (page - 1) * Provenance.PageSize; page++)
            rows.AddRange((await ReadAsync(asked, page))!.Rows);

        var passport = await ReadAsync(asked);

        Assert.Equal(passport!.Count, rows.Select(row => row.Line).Distinct().Count());
        Assert.Equal(passport.Value, rows.Sum(row => row.CostCents) / 100m);
        Assert.Equal((await ReadAsync(asked, 9999))!.Rows, rows.TakeLast(rows.Count % Provenance.PageSize));
    }

    [Fact]
    public async Task The_rows_behind_a_share_are_its_part_and_those_behind_an_average_all_it_is_made_of()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Treatment("T2,V1,ECG,50,Other").Treatment("T3,V1,MRI,50,Other").Visit("V2,P1,D1,Cardiology,2025-03-04,no").Visit("V3,P1,D1,Cardiology,2025-03-04,maybe"));

        Assert.Equal([2L], await LinesAsync(InsuranceSummary.View, "coverage_rate", "MedCare"));
        Assert.Equal([2L], await LinesAsync(InsuranceSummary.View, "cost_share", "MedCare"));
        Assert.Equal([2L, 3L], await LinesAsync(TreatmentTypeSummary.View, "avg_cost", "ECG"));
        Assert.Equal([2L, 3L], await LinesAsync(FollowUpSummary.View, "follow_up_rate", "Cardiology"));
        Assert.Equal([3L, 2L], await LinesAsync(TreatmentDistribution.View, "median_cost", "ECG"));

        async Task<IEnumerable<long>> LinesAsync(GoldView view, string column, string row) =>
            (await Provenance.ReadAsync(warehouse.Reader, warehouse.Snapshot, new CellReference(view, view.Column(column), Scopes.Everything, row), 1))!.Rows.Select(each => each.Line);
    }

    [Fact]
    public async Task A_cent_changed_behind_a_number_is_seen()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using (var gold = new SqliteConnection($"Data Source={Path.Combine(warehouse.Snapshot.Folder, "gold.db")};Pooling=false"))
            await gold.ExecuteAsync("update fact_treatments set cost_cents = cost_cents + 1");

        var passport = await Provenance.ReadAsync(warehouse.Reader, warehouse.Snapshot, new CellReference(PatientSummary.View, PatientSummary.View.Column("total_cost"), Scopes.Everything, "P1"), 1);

        Assert.Equal((100m, 100.01m, false), (passport!.Value, passport.Recomputed, passport.AddsUp));
    }

    [Fact]
    public void A_record_is_shown_as_it_was_found()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Visit(" V2,P1,D1,CARDIOLOGY,2025-03-04T08:30,Y"));

        var found = FoundRecords.Read(warehouse.Snapshot, Fact.Visits, [3], Reach.Everything)[3];

        Assert.Equal([" V2", "P1", "D1", "CARDIOLOGY", "2025-03-04T08:30", "Y"], found.Values);
        Assert.Equal(Hospital.VisitHeader.Split(','), found.Keys);
    }

    private Task<Provenance?> ReadAsync(CellReference asked, int page = 1) => Provenance.ReadAsync(sample.Reader, sample.Snapshot, asked, page);

    private static CellReference Of(GoldView view, Column column, string scope, object row) => new(
        view, column, Scopes.All[scope], (string)view.Keys[0].Value(row)!, view.Keys.Count > 1 ? (string)view.Keys[1].Value(row)! : null);

    /// <summary>The first, the last, and one between.</summary>
    private static IEnumerable<object> Some(List<object> rows) => new[] { rows[0], rows[rows.Count / 2], rows[^1] }.Distinct();

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture);
}
