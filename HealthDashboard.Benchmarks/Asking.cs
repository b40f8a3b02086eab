using System.Diagnostics;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Caching.Hybrid;

namespace HealthDashboard.Benchmarks;

/// <summary>Asks many different questions of a kind, the same ones each time, and takes the time of each.</summary>
public static class Asking
{
    public const int PageSize = 25;

    private const int MostRuns = 30;

    /// <summary>A question that takes seconds is asked less often than the others.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly ViewReader Reader = new(new NoCache());

    /// <summary>The first page of a view's grid and its totals, never from the cache.</summary>
    public static Task<List<double>> GridAsync(Snapshot snapshot, GoldView view, FilterKind filter) => TimeAsync(filter.Any, scope => GridAsync(snapshot, view, scope));

    public static async Task GridAsync(Snapshot snapshot, GoldView view, Scope scope) => _ = await Reader.ReadAsync(snapshot, view, scope, GridQuery.AllRows, 0, PageSize);

    /// <summary>Milliseconds; the first two only warm up.</summary>
    public static async Task<List<double>> TimeAsync<T>(Func<Random, T> any, Func<T, Task> ask, int most = MostRuns)
    {
        const int WarmUps = 2;
        var random = new Random(1);
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        for (var run = 0; run < WarmUps + most && (all.Elapsed < Patience || times.Count < 3); run++)
        {
            var asked = any(random);
            var clock = Stopwatch.GetTimestamp();
            await ask(asked);
            if (run >= WarmUps)
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>Asks everything in two ways that take turns, so that whatever else the machine does meets both.</summary>
    public static async Task<(List<double> One, List<double> Other)> TimeBothAsync<T>(Func<Random, T> any, Func<T, Task> one, Func<T, Task> other)
    {
        var (random, turn) = (new Random(1), 0);
        T asked = default!;
        var times = await TimeAsync(_ => turn % 2 == 0 ? any(random) : asked, value => turn++ % 2 == 0 ? one(asked = value) : other(value), 2 * MostRuns);
        return ([.. times.Where((_, place) => place % 2 == 0)], [.. times.Where((_, place) => place % 2 == 1)]);
    }

    /// <summary>Median and p95, as they are written.</summary>
    public static IEnumerable<string> Milliseconds(IReadOnlyCollection<double> times) => [Figures.Text(Figures.Median(times)), Figures.Text(Figures.P95(times))];

    /// <summary>Asks again each time.</summary>
    private sealed class NoCache : HybridCache
    {
        public override ValueTask<T> GetOrCreateAsync<TState, T>(
            string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default) =>
            factory(state, cancellationToken);

        public override ValueTask SetAsync<T>(string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default) => default;

        public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) => default;

        public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) => default;
    }
}
