using System.Diagnostics;
using HealthDashboard.Benchmarks.DuckDb;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Caching.Hybrid;

namespace HealthDashboard.Benchmarks;

/// <summary>Every view under every kind of filter, as a grid asks for it and never from the cache, beside DuckDB; and what pickers ask as one types.</summary>
public static class ViewsBenchmark
{
    private const int PageSize = 25;
    private const int MostRuns = 30;

    /// <summary>A question that takes seconds is asked less often than the others.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private sealed record Filter(string Name, Func<Random, Scope> Any);

    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var snapshot = bench.Snapshot(bench.Scale);
        var choices = FilterChoices.Of(snapshot);
        var file = Path.Combine(bench.Folder, "views.duckdb");
        Bench.Say("building DuckDB's file");
        MeasuredProcess.Run(typeof(ViewsBenchmark).Assembly.Location, Program.DuckDbCommand, bench.Data(bench.Scale), file).MustSucceed();
        using var duckDb = DuckDbWarehouse.Open(file);
        var reader = new ViewReader(new NoCache());

        var filters = Filters(choices).ToList();
        var rows = new List<IReadOnlyList<string>>();
        var all = new Dictionary<string, (List<double> Ours, List<double> Theirs)>();
        foreach (var (view, filter) in GoldCatalog.All.SelectMany(_ => filters, (view, filter) => (view, filter)))
        {
            Bench.Say($"{view.Name}, {filter.Name}");
            var ours = await TimeAsync(filter, async scope => await reader.ReadAsync(snapshot, view, scope, GridQuery.AllRows, 0, PageSize));
            var theirs = await TimeAsync(filter, scope => Task.Run(() => duckDb.ReadGrid(view, scope, PageSize)));
            rows.Add([view.Name, filter.Name, .. Milliseconds(ours), .. Milliseconds(theirs), Figures.Text(Figures.Median(ours) / Figures.Median(theirs)), $"{ours.Count}"]);
            if (!all.ContainsKey(filter.Name))
                all[filter.Name] = ([], []);
            all[filter.Name].Ours.AddRange(ours);
            all[filter.Name].Theirs.AddRange(theirs);
        }

        bench.Report.Write(
            "views",
            ["filter, over all views", "p50, ms", "p95, ms", "DuckDB p50, ms", "DuckDB p95, ms"],
            all.Select(filter => (IReadOnlyList<string>)[filter.Key, .. Milliseconds(filter.Value.Ours), .. Milliseconds(filter.Value.Theirs)]));
        bench.Report.Write("each view", ["view", "filter", "p50, ms", "p95, ms", "DuckDB p50, ms", "DuckDB p95, ms", "ratio", "runs"], rows);
        await TypeAheadAsync(bench, choices);
        snapshot.Release();
    }

    private static async Task TypeAheadAsync(Bench bench, FilterChoices choices)
    {
        const int DoctorsShown = 30;
        const int PatientsShown = 6;
        var names = choices.Doctors(null, "", 500).Select(doctor => doctor.DoctorName[4..]).ToArray();
        string Typed(Random random, int letters) => random.GetItems(names, 1)[0] is var name && name.Length > letters ? name[..letters] : name;
        var rows = new List<IReadOnlyList<string>>();
        foreach (var letters in new[] { 1, 2, 4, 6 })
        {
            Bench.Say($"typing {letters} letters");
            var department = choices.Departments[0];
            await AskAsync("doctors", text => choices.Doctors(null, text, DoctorsShown));
            await AskAsync("doctors of a department", text => choices.Doctors(department, text, DoctorsShown));
            await AskAsync("patients", text => choices.Patients(text, PatientsShown));

            async Task AskAsync(string what, Func<string, object> ask) =>
                rows.Add([what, $"{letters}", .. Milliseconds(await TimeAsync(random => Typed(random, letters), text => Task.Run(() => ask(text))))]);
        }

        bench.Report.Write("type-ahead", ["of", "letters", "p50, ms", "p95, ms"], rows);
    }

    private static IEnumerable<Filter> Filters(FilterChoices choices)
    {
        const int Days = 13 * 7;
        var doctors = choices.Doctors(null, "", 2000);
        var (first, last) = choices.Period;
        Scope Department(Random random) => new() { Department = choices.Departments[random.Next(choices.Departments.Count)] };
        Scope Doctor(Random random) => new() { DoctorId = doctors[random.Next(doctors.Count)].DoctorId };
        Scope Within(Random random, Scope scope)
        {
            var from = first.AddDays(random.Next(Math.Max(1, last.DayNumber - first.DayNumber - Days)));
            return scope with { From = from, To = from.AddDays(Days - 1) };
        }

        yield return new Filter("none", _ => Scope.Everything);
        yield return new Filter("department", Department);
        yield return new Filter("doctor", Doctor);
        yield return new Filter("13 weeks", random => Within(random, Scope.Everything));
        yield return new Filter("department, 13 weeks", random => Within(random, Department(random)));
        yield return new Filter("doctor, 13 weeks", random => Within(random, Doctor(random)));
    }

    private static Task<List<double>> TimeAsync(Filter filter, Func<Scope, Task> ask) => TimeAsync(filter.Any, ask);

    /// <summary>Milliseconds of many different questions of a kind, the same for both engines; the first two only warm up.</summary>
    private static async Task<List<double>> TimeAsync<T>(Func<Random, T> any, Func<T, Task> ask)
    {
        const int WarmUps = 2;
        var random = new Random(1);
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        for (var run = 0; run < WarmUps + MostRuns && (all.Elapsed < Patience || times.Count < 3); run++)
        {
            var asked = any(random);
            var clock = Stopwatch.GetTimestamp();
            await ask(asked);
            if (run >= WarmUps)
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        return times;
    }

    private static IEnumerable<string> Milliseconds(List<double> times) => [Figures.Text(Figures.Median(times)), Figures.Text(Figures.P95(times))];

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
