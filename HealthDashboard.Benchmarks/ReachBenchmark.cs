using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>
/// Every view under every single filter, never from the cache: for whoever sees everything, and for whoever sees the same departments by name, which is as
/// many rows and a reach.
/// </summary>
public static class ReachBenchmark
{
    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var snapshot = bench.Snapshot(bench.Scale);
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var reach = Reach.Of([new Grant(Role.Analyst, choices.Departments)], names: true);
        var star = StarColumns.Of(snapshot);
        var rows = new List<IReadOnlyList<string>>
        {
            await RowAsync("none, added up anew", FilterKind.None, (view, scope) => Task.Run(() => Aggregator.Of(view, new ScopedVisits(star, scope.Unshared())))),
        };
        foreach (var filter in new[] { FilterKind.None }.Concat(FilterKind.Singles(choices)))
            rows.Add(await RowAsync(filter.Name, filter, (view, scope) => Asking.GridAsync(snapshot, view, scope)));
        bench.Report.Write("reach", ["filter, over all views", "everything p50, ms", "p95, ms", "the same as a reach p50, ms", "p95, ms", "p95 to p95"], rows);
        snapshot.Release();

        async Task<IReadOnlyList<string>> RowAsync(string name, FilterKind filter, Func<GoldView, Scope, Task> ask)
        {
            var (everything, within) = (new List<double>(), new List<double>());
            foreach (var view in GoldCatalog.All)
            {
                Bench.Say($"{view.Name}, {name}");
                var (one, other) = await Asking.TimeBothAsync(filter.Any, scope => ask(view, scope), scope => ask(view, scope with { Reach = reach }));
                everything.AddRange(one);
                within.AddRange(other);
            }

            return [name, .. Asking.Milliseconds(everything), .. Asking.Milliseconds(within), Figures.Text(Figures.P95(within) / Figures.P95(everything))];
        }
    }
}
