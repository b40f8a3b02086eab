using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>Computations share memory one after another: what is read later than it was made must be in memory of its own.</summary>
public sealed class ArenaTests(SampleWarehouse sample)
{
    private static readonly Scope Filtered = Scopes.Everything.With(Dimensions.Gender, ["Female"]);

    [Fact]
    public void Rows_that_are_read_later_are_those_that_were_asked_for()
    {
        var expected = ViewReader.Stream(sample.Snapshot, PatientSummary.View, Filtered, GridQuery.AllRows).ToList();

        var later = ViewReader.Stream(sample.Snapshot, PatientSummary.View, Filtered, GridQuery.AllRows);
        ComputeOthers();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, later);
        Assert.Equal(expected, later);
    }

    [Fact]
    public void Many_at_once_each_get_their_own()
    {
        Scope[] scopes = [.. FilterChoices.Of(sample.Snapshot, Reach.Everything).Departments.Select(department => Scopes.Everything with { Department = department })];
        var alone = Array.ConvertAll(scopes, Rows);

        Parallel.For(0, 20 * scopes.Length, time => Assert.Equal(alone[time % scopes.Length], Rows(scopes[time % scopes.Length])));

        List<object> Rows(Scope scope) => [.. ViewReader.Read(sample.Snapshot, PatientSummary.View, scope, GridQuery.AllRows, 0, 25).Rows];
    }

    private void ComputeOthers()
    {
        foreach (var view in GoldCatalog.All)
            _ = ViewReader.Read(sample.Snapshot, view, Scopes.Everything.With(Dimensions.Gender, ["Male"]), GridQuery.AllRows, 0, 25);
    }
}
