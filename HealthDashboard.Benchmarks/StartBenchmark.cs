namespace HealthDashboard.Benchmarks;

/// <summary>From the start of the published program's process to its first "ready".</summary>
public static class StartBenchmark
{
    private const int Rounds = 7;

    public static async Task RunAsync(Bench bench)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            await RowAsync("the sample, nothing published yet", 1, () => Directory.CreateTempSubdirectory("HealthDashboard-fresh-").FullName),
            await RowAsync("the sample, published before", 1, () => bench.Warehouse(1)),
        };
        if (bench.Scale > 1)
            rows.Add(await RowAsync($"{Figures.Size(bench.Scale)}, published before", bench.Scale, () => bench.Warehouse(bench.Scale)));
        bench.Report.Write("start", ["with", "median, s", "slowest, s", "starts"], rows);

        async Task<IReadOnlyList<string>> RowAsync(string what, int scale, Func<string> warehouse)
        {
            Bench.Say($"starting with {what}");
            var times = new List<double>();
            for (var round = 0; round <= Rounds; round++)
            {
                var folder = warehouse();
                var arguments = new[] { "--Data:Path", bench.Data(scale), "--Warehouse:Path", folder };
                await using (var server = new DashboardServer(bench.Program, arguments))
                    times.Add(await server.ReadyAsync());
                if (!folder.StartsWith(bench.Folder, StringComparison.Ordinal))
                    Directory.Delete(folder, recursive: true);
            }

            // The first start brings the program's files into the system's cache.
            times.RemoveAt(0);
            return [what, Figures.Text(Figures.Median(times)), Figures.Text(times.Max()), $"{Rounds}"];
        }
    }
}
