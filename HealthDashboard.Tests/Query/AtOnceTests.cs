using System.Text.Json;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Query;

/// <summary>Fifty people at once over what one reader keeps: each is told what a warehouse of their departments alone tells.</summary>
[Collection(typeof(PartsOfHospital))]
public sealed class AtOnceTests(PartWarehouses warehouses)
{
    /// <summary>What is kept of a snapshot besides rows of views.</summary>
    private static readonly Dictionary<string, Func<ViewReader, Snapshot, Scope, Task<object?>>> Kept = new()
    {
        ["patients"] = async (reader, snapshot, scope) => await reader.PatientsAsync(snapshot, scope),
        ["cost"] = async (reader, snapshot, scope) => await CostConcentration.ReadAsync(reader, snapshot, scope),
        ["prices"] = async (reader, snapshot, scope) => (await TreatmentPrices.ReadAsync(reader, snapshot, scope)).Charts.Count,
        ["signals"] = async (reader, snapshot, scope) => (await SignalReader.TableAsync(reader, snapshot, scope)).Whole.Select(chart => (chart.Values, chart.Marks.Count).ToString()),
        ["findings"] = async (reader, snapshot, scope) => await Findings.ReadAsync(reader, snapshot, scope, null) is var found ? (found.First.Count, found.More, found.Charts).ToString() : null,
        ["follow-ups"] = async (reader, snapshot, scope) => await FollowUpFunnel.OfDepartmentsAsync(reader, snapshot, scope) is var funnel ? (funnel.Flagged.Count, funnel.Others.Count, funnel.Drawn).ToString() : null,
        ["countries"] = async (reader, snapshot, scope) => (await PatientGroups.ReadAsync(reader, snapshot, scope, Dimensions.Country)).Rows,
        ["loads"] = async (reader, snapshot, scope) => (await Workloads.ReadAsync(reader, snapshot, scope, highest: true, 0, 50)).Rows,
    };

    [Fact]
    public async Task Each_is_shown_their_own()
    {
        var (all, reader) = (warehouses.All.Snapshot, warehouses.All.Reader);
        var people = Enumerable.Range(0, 50).Select(person => warehouses.Parts[person % warehouses.Parts.Count]).ToList();

        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = people.Count, CancellationToken = TestContext.Current.CancellationToken }, async (person, cancellation) =>
        {
            var scope = Scope.Of(Reach.Of([new Grant(Role.Analyst, person.Departments)], names: true));
            foreach (var view in GoldCatalog.All)
            {
                var found = await reader.ReadAsync(all, view, scope, GridQuery.AllRows, 0, int.MaxValue, cancellation);
                var own = ViewReader.Read(person.Alone.Snapshot, view, Scopes.Everything.With(Dimensions.Department, person.Departments), GridQuery.AllRows, 0, int.MaxValue);
                Assert.Equal(own.Rows, found.Rows);
                Assert.Equal(own.Totals, found.Totals);
            }

            foreach (var (what, read) in Kept)
            {
                var (own, found) = (await read(person.Alone.Reader, person.Alone.Snapshot, scope), await read(reader, all, scope));
                Assert.Equal($"{what}: {JsonSerializer.Serialize(own)}", $"{what}: {JsonSerializer.Serialize(found)}");
            }
        });
    }

    /// <summary>Names of patients and their ids, doctors and departments of others are found by nobody; views and pages by all.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("dr")]
    [InlineData("P00")]
    [InlineData("olog")]
    [InlineData("cost")]
    public void The_palette_finds_what_it_finds_where_these_departments_are_all_there_is(string text) => Assert.All(warehouses.Parts, part =>
    {
        foreach (var names in new[] { true, false })
        {
            var reach = Reach.Of([new Grant(Role.Analyst, part.Departments)], names);
            Assert.Equal(Find(part.Alone.Snapshot, reach), Find(warehouses.All.Snapshot, reach));
        }

        IReadOnlyList<JumpTarget> Find(Snapshot snapshot, Reach reach) => JumpTarget.Find(FilterChoices.Of(snapshot, reach), text, Scope.Of(reach));
    });
}
