using HealthDashboard.Gold;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class PriceMoveTests
{
    private static readonly DateOnly Monday = new(2025, 1, 6);

    [Fact]
    public void The_last_twelve_weeks_stand_beside_the_twelve_before_and_what_moved_furthest_comes_first()
    {
        var moves = PriceMove.Ranked(new TreatmentPrices([Chart("Steady", 10, 100, 100), Chart("Dearer", 10, 100, 110), Chart("Cheaper", 10, 100, 80), Chart("Rare", 1, 100, 900)]));

        Assert.Equal(["Cheaper", "Dearer", "Steady", "Rare"], moves.Select(move => move.Treatment));
        Assert.Equal([-0.2m, 0.1m, 0m, null], moves.Select(move => move.Moved));
        Assert.Equal((110m, 100m, 120), (moves[1].Price, moves[1].Before, moves[1].Now.Treatments));
    }

    [Fact]
    public void A_type_that_was_not_there_before_has_no_change() => Assert.Null(PriceMove.Ranked(new TreatmentPrices([Chart("New", 10, null, 50)]))[0].Moved);

    [Theory]
    [InlineData(0, 12, true)]
    [InlineData(1, 12, false)]
    [InlineData(16, 8, false)]
    public void A_change_is_of_twelve_weeks_twice_and_of_fewer_it_is_told_how_many(int begins, int weeks, bool moved)
    {
        var move = PriceMove.Ranked(new TreatmentPrices([Chart("Young", 10, 100, 110, begins)]))[0];

        Assert.Equal((weeks, moved), (move.Weeks, move.Moved is not null));
        Assert.Equal(110m, move.Price);
    }

    /// <summary>Twelve weeks at one price, and twelve at another.</summary>
    /// <param name="begins">So many weeks later there is the first treatment.</param>
    private static MeasureChart Chart(string type, int treatments, int? before, int now, int begins = 0)
    {
        var weeks = Enumerable.Range(begins, 24 - begins).Select(week => (Week: week, Price: week < 12 ? before : now)).Where(week => week.Price is not null)
            .Select(week => new WeekSums(Monday.AddDays(7 * week.Week), new Sums(treatments, treatments, 100L * treatments * week.Price!.Value, 0, 0)));
        return MeasureChart.Of(SignalMeasure.CostPerTreatment, Periods.Of(weeks, Scopes.Everything, (Monday, Monday.AddDays((24 * 7) - 1)), Grouping.FourWeeks), type);
    }
}
