using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>What is the same for many is made once, and takes no more memory than it may.</summary>
public sealed class KeptTablesTests(SampleWarehouse warehouse)
{
    private StarColumns Star => StarColumns.Of(warehouse.Snapshot);

    [Fact]
    public void Views_within_a_reach_are_made_once_for_all_who_see_the_same_departments()
    {
        var (viewer, analyst) = (Reach.Parse("viewer=Cardiology viewer=Neurology"), Reach.Parse("analyst=Cardiology analyst=Neurology"));

        var first = Star.Within(DoctorPerformance.View, viewer);
        Assert.Same(first, Star.Within(DoctorPerformance.View, analyst));
        Assert.NotSame(first, Star.Within(DoctorPerformance.View, Reach.Parse("analyst=Cardiology")));
        Assert.NotSame(first, Star.Within(PatientSummary.View, analyst));
    }

    [Fact]
    public void What_was_asked_for_longest_ago_makes_room()
    {
        var view = DoctorPerformance.View;
        var one = Table().Size;
        var (kept, made) = (new KeptTables(2 * one), new List<string>());
        foreach (var of in new[] { "a", "b", "a", "c", "a", "b" })
            _ = kept.Of(view, of, () => { made.Add(of); return Table(); });

        Assert.Equal(["a", "b", "c", "b"], made);
        Assert.Equal(2 * one, kept.Size);
        _ = new KeptTables(0).Of(view, "a", Table);

        ViewTable Table() => Aggregator.Of(view, new ScopedVisits(Star, Scope.Of(Reach.Everything)));
    }

    [Fact]
    public async Task Many_at_once_get_the_same_and_it_is_made_once()
    {
        var (kept, made) = (new KeptTables(1 << 20), 0);
        var tables = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => kept.Of(DoctorPerformance.View, "all", () =>
        {
            Interlocked.Increment(ref made);
            return Aggregator.Of(DoctorPerformance.View, new ScopedVisits(Star, Scope.Of(Reach.Everything)));
        }))));

        Assert.Equal((1, 1), (made, tables.Distinct().Count()));
    }
}
