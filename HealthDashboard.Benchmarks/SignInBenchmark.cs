using HealthDashboard.Access;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks;

/// <summary>
/// The same pages of two servers, one without a sign-in and one with, that are asked in turn: whatever else the machine does meets both. Each load of the
/// second is an entry of its audit. Exports besides: every patient of one is told to the audit before its first byte.
/// </summary>
public static class SignInBenchmark
{
    /// <summary>Until the pages' code is compiled as it stays: before, each server compiles beside what is measured.</summary>
    private const int WarmUps = 400;
    private const int Rounds = 200;
    private const int Exports = 5;

    public static async Task RunAsync(Bench bench)
    {
        DapperTypes.Register();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var scale in new[] { 1, bench.Scale }.Distinct())
        {
            var snapshot = bench.Snapshot(scale);
            var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, $"signed-in-{scale}")).FullName;
            var signedIn = new SignedIn(Path.Combine(folder, "state"));
            string[] settings = ["--Data:Path", bench.Data(scale), "--Warehouse:Path", bench.Warehouse(scale), "--Pipeline:Watch", "false"];
            await using var without = new DashboardServer(bench.Program, [.. settings, "--State:Path", Path.Combine(folder, "none")]);
            await using var with = new DashboardServer(bench.Program, [.. settings, .. signedIn.Settings]);
            await without.ReadyAsync();
            await with.ReadyAsync();
            with.Http.DefaultRequestHeaders.Add("Cookie", await signedIn.CookieAsync());
            foreach (var (name, address) in Pages(snapshot))
            {
                Bench.Say($"{Figures.Size(scale)} {name}");
                rows.Add([Figures.Size(scale), name, .. await CompareAsync(without, with, address, WarmUps, Rounds)]);
            }

            Bench.Say($"{Figures.Size(scale)} patient_summary.csv");
            rows.Add([Figures.Size(scale), "patient_summary.csv", .. await CompareAsync(without, with, Address.View("patient_summary") + ".csv", warmUps: 1, Exports)]);

            snapshot.Release();
        }

        bench.Report.Write("sign-in", ["data", "page", "without p50, ms", "signed in p50, ms", "more, ms", "without, ms of processor", "signed in, ms of processor"], rows);
    }

    private static IEnumerable<(string Name, string Address)> Pages(Snapshot snapshot)
    {
        var choices = FilterChoices.Of(snapshot, Reach.Everything);
        yield return ("overview", Address.Home());
        yield return ("department", Address.Department(choices.Departments[0]));
        yield return ("department_treatment_summary", Address.View("department_treatment_summary"));
        yield return ("patient_summary", Address.View("patient_summary"));
        yield return ("patient", Address.Patient(choices.Patients("", 1)[0].PatientId));
    }

    private static async Task<IEnumerable<string>> CompareAsync(DashboardServer without, DashboardServer with, string address, int warmUps, int rounds)
    {
        DashboardServer[] servers = [without, with];
        List<double>[] times = [[], []];
        double[] processor = [0, 0];
        for (var round = 0; round < warmUps + rounds; round++)
        {
            if (round == warmUps)
                processor = [without.ProcessorSeconds, with.ProcessorSeconds];
            for (var turn = 0; turn < 2; turn++)
            {
                var which = (round + turn) % 2;
                var load = await PagesBenchmark.LoadAsync(servers[which].Http, address, "br, gzip");
                if (round >= warmUps)
                    times[which].Add(load.Whole);
            }
        }

        return
        [
            Figures.Text(Figures.Median(times[0])), Figures.Text(Figures.Median(times[1])), Figures.Text(Figures.Median(times[1]) - Figures.Median(times[0])),
            Figures.Text((without.ProcessorSeconds - processor[0]) * 1e3 / rounds), Figures.Text((with.ProcessorSeconds - processor[1]) * 1e3 / rounds),
        ];
    }
}
