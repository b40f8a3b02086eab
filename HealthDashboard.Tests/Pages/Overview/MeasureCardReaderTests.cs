using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Overview;

public sealed class MeasureCardReaderTests
{
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
