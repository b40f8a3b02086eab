using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

public sealed class GridQueryTests(SampleWarehouse sample)
{
    [Fact]
    public void Sorting_by_a_column_keeps_the_order_of_the_view_within_ties()
    {
        var rows = Rows(new GridQuery { Sort = "department" });

        Assert.Equal(rows.OrderBy(row => row.Department, StringComparer.Ordinal).ThenByDescending(row => row.NumVisits).ThenBy(row => row.DoctorId, StringComparer.Ordinal), rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_cell_comes_last_either_way(bool descending)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Idle,Cardiology,3"));

        var rows = ViewReader.Stream(warehouse.Snapshot, DoctorPerformance.View, Scopes.Everything, new GridQuery { Sort = "avg_cost", Descending = descending });

        Assert.Equal(["D1", "D2"], rows.Cast<DoctorPerformance>().Select(row => row.DoctorId));
    }

    [Fact]
    public void Numbers_are_compared_as_numbers()
    {
        var rows = Rows(new GridQuery { Filters = [new ColumnFilter("num_visits", ">=", "9"), new ColumnFilter("num_visits", "<=", "20")] });

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.InRange(row.NumVisits!.Value, 9, 20));
    }

    [Theory]
    [InlineData("NYSTRÖM")]
    [InlineData("nyström")]
    public void A_search_knows_no_case_in_any_script(string text) =>
        Assert.Contains(Rows(new GridQuery { Search = text }), row => row.DoctorName.Contains("Nyström", StringComparison.Ordinal));

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData(@"\")]
    [InlineData("'; drop table gold.dim_doctors; --")]
    public void A_search_takes_every_character_as_it_is(string text) => Assert.Empty(Rows(new GridQuery { Search = text }));

    [Fact]
    public void Different_queries_are_kept_apart_whatever_their_texts_hold() => Assert.NotEqual(
        new GridQuery { Search = "x|department~1" },
        new GridQuery { Search = "x", Filters = [new ColumnFilter("department", "~", "1|")] });

    [Fact]
    public async Task Pages_hold_each_row_once()
    {
        var all = Rows(GridQuery.AllRows);
        var paged = new List<object>();
        for (var offset = 0; offset < all.Count; offset += 7)
        {
            var page = await sample.Reader.ReadAsync(sample.Snapshot, DoctorPerformance.View, Scopes.Everything, GridQuery.AllRows, offset, 7, TestContext.Current.CancellationToken);
            Assert.Equal(all.Count, page.Count);
            paged.AddRange(page.Rows);
        }

        Assert.Equal(all, paged.Cast<DoctorPerformance>());
    }

    private List<DoctorPerformance> Rows(GridQuery query) =>
        [.. ViewReader.Stream(sample.Snapshot, DoctorPerformance.View, Scopes.Everything, query).Cast<DoctorPerformance>()];
}
