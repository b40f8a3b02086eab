using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Overview;

public sealed class MeasureCardReaderTests(SampleWarehouse sample)
{
    /// <summary>Only the weeks that are compared are read, and no others again: the shape is that of the weekly view all the same, but for weeks without a visit at its ends.</summary>
    [Theory]
    [InlineData("everything", ComparedWith.Before)]
    [InlineData("everything", ComparedWith.YearEarlier)]
    [InlineData("department", ComparedWith.Before)]
    [InlineData("doctor", ComparedWith.Before)]
    [InlineData("doctor", ComparedWith.YearEarlier)]
    [InlineData("department and period", ComparedWith.Before)]
    public async Task The_shape_is_that_of_the_last_weeks_whatever_they_are_compared_with(string name, ComparedWith with)
    {
        var scope = Scopes.All[name];
        var compared = PeriodComparison.Of(scope, FilterChoices.Of(sample.Snapshot, scope.Reach).Period, with)!;
        var weeks = (await sample.Reader.ReadAsync(sample.Snapshot, WeeklyVisitTrends.View, scope, GridQuery.AllRows, 0, int.MaxValue, TestContext.Current.CancellationToken)).Rows.Cast<WeeklyVisitTrends>()
            .Where(week => week.Days == 7 && scope.HoldsWeek(week.Week)).TakeLast(26).ToList();

        var cards = await new MeasureCardReader(sample.Reader, sample.Snapshot, new DisplayOptions()).ReadAsync(scope, compared);

        Assert.Equal(Trimmed(weeks.Select(week => (decimal?)week.NumVisits)), Trimmed(cards[0].Weeks));
        Assert.Equal(Trimmed(weeks.Select(week => (decimal?)week.Patients)), Trimmed(cards[1].Weeks));
        Assert.Equal(Trimmed(weeks.Select(week => week.TotalCost)), Trimmed(cards[3].Weeks));

        static List<decimal?> Trimmed(IEnumerable<decimal?> values)
        {
            var known = values.SkipWhile(value => value is 0).ToList();
            return known.GetRange(0, known.FindLastIndex(value => value is not 0) + 1);
        }
    }

    [Fact]
    public async Task However_long_the_history_the_shape_ends_with_the_latest_weeks()
    {
        // Over a thousand weeks, without a gap that would put the early ones outside the calendar.
        var hospital = Enumerable.Range(0, 6).Aggregate(Hospital.Tiny, (hospital, visit) => hospital.Visit($"E{visit},P1,D1,Cardiology,{2001 + (4 * visit)}-03-05,no"));
        using var warehouse = TestWarehouse.Of(hospital.Visit("V2,P1,D1,Cardiology,2025-03-05,no").Visit("V3,P1,D1,Cardiology,2025-03-09,no"));

        var cards = await new MeasureCardReader(warehouse.Reader, warehouse.Snapshot, new DisplayOptions()).ReadAsync(Scopes.Everything, compared: null);

        Assert.Equal(26, cards[0].Weeks.Count);
        Assert.Equal((0, 3), (cards[0].Weeks[^2], cards[0].Weeks[^1]));
    }
}
