using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>The files stay the same; only the day is another.</summary>
public sealed class FutureVisitTests : IDisposable
{
    private readonly HandClock _clock = new("2025-03-10T08:00Z");
    private readonly TestWarehouse _warehouse;

    public FutureVisitTests() => _warehouse = new TestWarehouse { Clock = _clock };

    private int Visits => _warehouse.Scalar<int>("select count(*) from gold.dim_visits");

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void A_visit_rejected_as_in_the_future_is_taken_when_its_day_has_come()
    {
        var hospital = Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2025-03-13,yes")
            .Visit("V3,P1,D1,Cardiology, 2025-03-15T09:30 ,yes")
            .Visit("V4,P1,D1,Cardiology,03/12/2025,yes");
        var first = _warehouse.Run(hospital, new PipelineOptions { MaxRejectedShare = 1 });
        Assert.Equal((1, new DateOnly(2025, 3, 12)), (Visits, first.RunAgainOn));

        Assert.Equal((RunState.Unchanged, 1), (RunOn("2025-03-11T23:59Z"), Visits));
        Assert.Equal((RunState.Published, 2), (RunOn("2025-03-12T00:00Z"), Visits));
        Assert.Equal((RunState.Unchanged, 2), (RunOn("2025-03-13T12:00Z"), Visits));
        Assert.Equal((RunState.Published, 3), (RunOn("2025-03-20T12:00Z"), Visits));
        Assert.Equal((RunState.Unchanged, 3), (RunOn("2026-03-20T12:00Z"), Visits));
        Assert.Null(_warehouse.History.Published()!.RunAgainOn);
    }

    [Fact]
    public void What_a_person_restored_is_not_undone_by_a_day_that_comes()
    {
        var first = _warehouse.Run(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-13,yes"), new PipelineOptions { MaxRejectedShare = 1 });
        _warehouse.Run(Hospital.Tiny.Patient("P2,Bo Li,40,M,Peru"));
        new SnapshotRestore(new PipelineOptions { DataPath = _warehouse.DataPath }, _warehouse.Store, _warehouse.History, _clock, _warehouse.Log.For<SnapshotRestore>()).Restore(first.RunId);

        Assert.Equal((RunState.Unchanged, 1), (RunOn("2025-03-20T12:00Z"), Visits));
    }

    private RunState RunOn(string now)
    {
        _clock.Now = now;
        return _warehouse.Run(new PipelineOptions { MaxRejectedShare = 1 }).State;
    }
}
