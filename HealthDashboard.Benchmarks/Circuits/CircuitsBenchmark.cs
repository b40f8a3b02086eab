using System.Collections.Concurrent;
using System.Diagnostics;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>
/// Many managers with the overview open: what one of them costs the server while idle, how fast a change of the filter is answered
/// when all of them change it again and again, and what is left when they have gone.
/// </summary>
public static class CircuitsBenchmark
{
    private static readonly TimeSpan ChangeEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private sealed record Answer(double First, double Last, long Bytes);

    /// <param name="signedIn">Each in a session of its own, under an audit; else whoever is at the machine.</param>
    public static async Task RunAsync(Bench bench, bool signedIn)
    {
        var (count, time) = (bench.Circuits, bench.Changing);
        DapperTypes.Register();
        var snapshot = bench.Snapshot(bench.Scale);
        var people = signedIn ? new SignedIn(Path.Combine(bench.Folder, "signed-in")) : null;
        await using var server = new DashboardServer(
            bench.Program,
            ["--Data:Path", bench.Data(bench.Scale), "--Warehouse:Path", bench.Warehouse(bench.Scale), "--Limits:CircuitsPerClient", $"{count + 1}", .. people?.Settings ?? []],
            tellsMemory: true);
        await server.ReadyAsync();
        Bench.Say("warming up");
        await CloseAsync(await OpenAsync(server, 10, people));
        await Task.Delay(Settling);
        var (empty, emptyResident) = (await server.HeapAsync(), server.Resident);

        Bench.Say($"opening {count} circuits");
        var circuits = await OpenAsync(server, count, people);
        await Task.Delay(Settling);
        var (idle, idleResident) = (await server.HeapAsync(), server.Resident);
        await CloseAsync(circuits);
        await Task.Delay(Settling);
        var left = await server.HeapAsync();

        Bench.Say($"{count} circuits change the filter every {ChangeEvery.TotalSeconds:0} s for {time.TotalSeconds:0} s");
        circuits = await OpenAsync(server, count, people);
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        var doctors = choices.Doctors(null, "", 2000);
        Scope Chosen(Random random) => Any(random, choices, doctors);
        var answers = new ConcurrentBag<Answer>();
        var processor = server.ProcessorSeconds;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(circuits.Select((circuit, number) => ChangeAsync(circuit, ChangeEvery * number / count, time, Chosen, number, answers)));
        processor = (server.ProcessorSeconds - processor) / clock.Elapsed.TotalSeconds;
        foreach (var fault in circuits.Select(circuit => circuit.Fault).OfType<string>().Distinct().Take(3))
            Bench.Say(fault);
        var faults = circuits.Count(circuit => circuit.Fault is not null);
        var unanswered = answers.Count(answer => double.IsNaN(answer.Last));
        await CloseAsync(circuits);
        await Task.Delay(Settling);

        var answered = answers.Where(answer => !double.IsNaN(answer.Last)).ToList();
        bench.Report.Write(signedIn ? "signed-in circuits" : "circuits", ["of", "figure"],
        [
            [$"circuits of the overview at {Figures.Size(bench.Scale)}", $"{count}"],
            ["circuits that broke", $"{faults}"],
            ["warnings and errors the server logged", $"{server.Faults}"],
            ["changes of the filter", $"{answers.Count}"],
            ["of them unanswered", $"{unanswered}"],
            ["first render of the answer, p50 and p95, ms", $"{Figures.Text(Figures.Median(answered.Select(answer => answer.First)))} and {Figures.Text(Figures.P95(answered.Select(answer => answer.First)))}"],
            ["last render of the answer, p50 and p95, ms", $"{Figures.Text(Figures.Median(answered.Select(answer => answer.Last)))} and {Figures.Text(Figures.P95(answered.Select(answer => answer.Last)))}"],
            ["an answer, p50, kB", Figures.Text(Figures.Median(answered.Select(answer => answer.Bytes / 1e3)))],
            ["the server's processors, of " + Environment.ProcessorCount, Figures.Text(processor)],
            ["managed heap of an idle circuit, kB", Figures.Text((idle - empty) / 1e3 / count)],
            ["resident memory of an idle circuit, kB", Figures.Text((idleResident - emptyResident) / 1e3 / count)],
            ["heap before, with and after idle circuits, MB", $"{Figures.Megabytes(empty)}, {Figures.Megabytes(idle)}, {Figures.Megabytes(left)}"],
            ["heap after the changes, cached results included, MB", Figures.Megabytes(await server.HeapAsync())],
            ["resident at most, MB", Figures.Megabytes(server.PeakResident)],
        ]);
        snapshot.Release();
    }

    private static async Task<List<Circuit>> OpenAsync(DashboardServer server, int count, SignedIn? people)
    {
        const int AtOnce = 4;
        var circuits = new ConcurrentBag<Circuit>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
            circuits.Add(await Circuit.OpenAsync(server.Http, Address.Home(), people is null ? null : await people.CookieAsync())));
        return [.. circuits];
    }

    private static async Task CloseAsync(List<Circuit> circuits)
    {
        foreach (var circuit in circuits)
            await circuit.DisposeAsync();
    }

    /// <summary>
    /// An answer ends with the last batch before the next change: later than the numbers are seen rather than earlier, since the
    /// charts' scripts answer within it.
    /// </summary>
    private static async Task ChangeAsync(Circuit circuit, TimeSpan wait, TimeSpan time, Func<Random, Scope> any, int seed, ConcurrentBag<Answer> answers)
    {
        var random = new Random(seed);
        await Task.Delay(wait);
        for (var left = time; left > TimeSpan.Zero && circuit.Fault is null; left -= ChangeEvery)
        {
            var bytes = circuit.BatchBytes;
            var sent = Stopwatch.GetTimestamp();
            await circuit.GoAsync(Address.Home(any(random)));
            await Task.Delay(ChangeEvery);
            answers.Add(new Answer(Since(circuit.FirstBatch), Since(circuit.LastBatch), circuit.BatchBytes - bytes));

            double Since(long? moment) => moment is { } then ? Stopwatch.GetElapsedTime(sent, then).TotalMilliseconds : double.NaN;
        }
    }

    /// <summary>What managers choose: a department, or a doctor, or either in some quarter.</summary>
    private static Scope Any(Random random, FilterChoices choices, IReadOnlyList<DoctorChoice> doctors)
    {
        var from = choices.Period.First.AddDays(7 * random.Next(90));
        var within = random.Next(2) == 0 ? Scope.Of(Reach.Everything) : new Scope { Reach = Reach.Everything, From = from, To = from.AddDays(90) };
        return random.Next(2) == 0
            ? within with { Department = choices.Departments[random.Next(choices.Departments.Count)] }
            : within with { DoctorId = doctors[random.Next(doctors.Count)].DoctorId };
    }
}
