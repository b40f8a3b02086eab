using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Boards;

/// <summary>Under share-safe mode a leaderboard is of one scope: what two scopes withhold, laid side by side, gives it away.</summary>
public sealed class SharedBoardTests(SampleWarehouse sample)
{
    [Fact]
    public async Task A_value_that_is_chosen_and_not_among_the_first_has_the_numbers_that_it_has_among_all()
    {
        var all = Scopes.Everything with { ShareSafe = true, From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 30) };
        var rows = (await Read(DepartmentTreatmentSummary.View, all, GridQuery.AllRows with { Sort = "total_cost", Descending = true }, int.MaxValue)).Rows.Cast<DepartmentTreatmentSummary>().ToList();
        var last = rows[^1];
        var asked = new List<Scope>();

        var board = await Board.ReadAsync(Dimensions.Department, Measures.Cost, all with { Department = last.Department }, null, 1, BoardOrder.Value, (view, scope, query, limit) =>
        {
            asked.Add(scope);
            return Read(view, scope, query, limit);
        });

        Assert.Equal([rows[0].Department, last.Department], board!.Rows.Select(row => row.Key));
        Assert.Equal((last.TotalCost, true), (board.Rows[1].Value, board.Rows[1].IsChosen));
        Assert.Equal([all], asked.Distinct());
    }

    private Task<ViewRows> Read(GoldView view, Scope scope, GridQuery query, int limit) => Task.FromResult(ViewReader.Read(sample.Snapshot, view, scope, query, 0, limit));
}
