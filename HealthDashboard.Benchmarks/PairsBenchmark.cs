using HealthDashboard.Access;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>Every view under every single filter and every pair of them, as a grid asks for it and never from the cache.</summary>
public static class PairsBenchmark
{
    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var snapshot = bench.Snapshot(bench.Scale);
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var filter in (IEnumerable<FilterKind>)[.. FilterKind.Singles(choices), .. FilterKind.Pairs(choices)])
        {
            Bench.Say($"all views, {filter.Name}");
            var (all, slowest, most) = (new List<double>(), "", double.NegativeInfinity);
            foreach (var view in GoldCatalog.All)
            {
                var times = await Asking.GridAsync(snapshot, view, filter);
                all.AddRange(times);
                if (Figures.P95(times) is var p95 && p95 > most)
                    (slowest, most) = (view.Name, p95);
            }

            rows.Add([filter.Name, .. Asking.Milliseconds(all), slowest, Figures.Text(most)]);
        }

        bench.Report.Write("pairs of filters", ["filter, over all views", "p50, ms", "p95, ms", "slowest view", "its p95, ms"], rows);
        snapshot.Release();
    }
}
