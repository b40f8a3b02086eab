using System.Diagnostics;
using System.Globalization;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Torture;

/// <summary>
/// Kills by the clock, at moments nobody chose. <c>KILLS=1000</c> makes it a thousand, <c>SEED</c> draws other moments; docs/robustness.md has
/// the command and what it found.
/// </summary>
public sealed class TortureTests(TwoHospitals hospitals) : IClassFixture<TwoHospitals>, IDisposable
{
    private readonly KilledWarehouse _warehouse = new(hospitals);

    private static int Kills => Number("KILLS", 20);

    [Fact]
    public async Task A_run_killed_at_any_moment_leaves_one_whole_snapshot_and_the_next_run_cleans_up()
    {
        var moments = new Random(Number("SEED", 1));
        var published = _warehouse.Publish("A");
        var length = await LengthOfARunAsync(KilledWarehouse.Other(published));
        published = KilledWarehouse.Other(published);
        var (early, late, missed) = (0, 0, 0);
        while (early + late < Kills)
        {
            bool ended;
            await using (var run = _warehouse.Start(KilledWarehouse.Other(published)))
            {
                ended = await run.EndsWithinAsync(length * moments.NextDouble());
                run.Kill();
                await run.EndAsync();
            }

            // Shorter after a run that got away, longer after a kill: the aim follows the machine's pace and covers the whole run.
            length *= ended ? 0.9 : 1.02;
            var left = _warehouse.AssertWhole();
            (early, late, missed) = (ended, left == published) switch
            {
                (true, _) => (early, late, missed + 1),
                (_, true) => (early + 1, late, missed),
                _ => (early, late + 1, missed),
            };
            published = _warehouse.AssertNextRunCleansUp(left);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{early} kills left the old snapshot, {late} the new one, {missed} runs ended before their kill");
        Assert.True(early > 0, "No kill came before publishing.");
    }

    public void Dispose() => _warehouse.Dispose();

    private async Task<TimeSpan> LengthOfARunAsync(string data)
    {
        var clock = Stopwatch.StartNew();
        await using var run = _warehouse.Start(data);
        await run.EndAsync();
        return clock.Elapsed;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
