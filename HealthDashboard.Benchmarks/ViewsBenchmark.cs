using HealthDashboard.Access;
using HealthDashboard.Benchmarks.DuckDb;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>Every view under every single filter and two pairs, as a grid asks for it and never from the cache, beside DuckDB; and what pickers ask as one types.</summary>
public static class ViewsBenchmark
{
    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var snapshot = bench.Snapshot(bench.Scale);
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var file = Path.Combine(bench.Folder, "views.duckdb");
        Bench.Say("building DuckDB's file");
        MeasuredProcess.Run(typeof(ViewsBenchmark).Assembly.Location, Program.DuckDbCommand, bench.Data(bench.Scale), file).MustSucceed();
        using var duckDb = DuckDbWarehouse.Open(file);

        FilterKind[] filters = [FilterKind.None, .. FilterKind.Singles(choices), .. FilterKind.Pairs(choices).Where(pair => pair.Name is "department, 13 weeks" or "doctor, 13 weeks")];
        var rows = new List<IReadOnlyList<string>>();
        var all = new Dictionary<string, (List<double> Ours, List<double> Theirs)>();
        foreach (var (view, filter) in GoldCatalog.All.SelectMany(_ => filters, (view, filter) => (view, filter)))
        {
            Bench.Say($"{view.Name}, {filter.Name}");
            var ours = await Asking.GridAsync(snapshot, view, filter);
            var theirs = await Asking.TimeAsync(filter.Any, scope => Task.Run(() => duckDb.ReadGrid(view, scope, Asking.PageSize)));
            rows.Add([view.Name, filter.Name, .. Asking.Milliseconds(ours), .. Asking.Milliseconds(theirs), Figures.Text(Figures.Median(ours) / Figures.Median(theirs)), $"{ours.Count}"]);
            if (!all.ContainsKey(filter.Name))
                all[filter.Name] = ([], []);
            all[filter.Name].Ours.AddRange(ours);
            all[filter.Name].Theirs.AddRange(theirs);
        }

        bench.Report.Write(
            "views",
            ["filter, over all views", "p50, ms", "p95, ms", "DuckDB p50, ms", "DuckDB p95, ms"],
            all.Select(filter => (IReadOnlyList<string>)[filter.Key, .. Asking.Milliseconds(filter.Value.Ours), .. Asking.Milliseconds(filter.Value.Theirs)]));
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
                rows.Add([what, $"{letters}", .. Asking.Milliseconds(await Asking.TimeAsync(random => Typed(random, letters), text => Task.Run(() => ask(text))))]);
        }

        bench.Report.Write("type-ahead", ["of", "letters", "p50, ms", "p95, ms"], rows);
    }
}
