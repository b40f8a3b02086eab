using System.Globalization;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Statistics;

/// <summary>
/// docs/signals.md says how many false signals to expect, as measured here. With SIGNALS=write its table is written again.
/// </summary>
public sealed class FalseSignalsTests
{
    private static readonly string Document = Path.Combine(Places.Repository, "docs", "signals.md");

    private static readonly List<FalseSignals> Measured = [.. FalseSignals.Measure()];

    [Fact]
    public void The_document_holds_what_is_measured()
    {
        var lines = File.ReadAllLines(Document).ToList();
        var start = lines.FindIndex(line => line.StartsWith('|'));
        var written = lines.Skip(start).TakeWhile(line => line.StartsWith('|')).ToList();
        List<string> measured =
        [
            "| pure chance | points | outside | trend | two of three | one side | (in theory) | any signal | latest point |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
            .. Measured.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Series} | {row.Points} | {row.Outside:0 %} | {row.Trend:0 %} | {row.TwoOfThree:0 %} | {row.OneSide:0 %} | {FalseSignals.SevenInARow(row.Points):0 %} | {row.Any:0 %} | {row.Latest:0 %} |")),
        ];
        if (Environment.GetEnvironmentVariable("SIGNALS") == "write")
        {
            lines.RemoveRange(start, written.Count);
            lines.InsertRange(start, measured);
            File.WriteAllText(Document, string.Join('\n', lines) + '\n');
            return;
        }

        Assert.Equal(written, measured);
    }

    [Fact]
    public void The_latest_point_alone_cries_wolf_in_few_of_a_hundred_charts() => Assert.All(Measured, row => Assert.InRange(row.Latest, 0.001, 0.05));

    /// <summary>Of two throws, both, one way or the other; of seven, two in 128; of eight, the run starts at the first or the second.</summary>
    [Fact]
    public void Theory_knows_how_often_chance_stays_on_one_side()
    {
        Assert.Equal(0, FalseSignals.SevenInARow(6));
        Assert.Equal(2 / 128.0, FalseSignals.SevenInARow(7));
        Assert.Equal(6 / 256.0, FalseSignals.SevenInARow(8));
    }
}
