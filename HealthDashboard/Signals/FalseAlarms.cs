namespace HealthDashboard.Signals;

/// <summary>How often chance alone marks something, as docs/signals.md has measured it: a chart says so of itself.</summary>
public static class FalseAlarms
{
    private static readonly (Grouping By, bool Whole, int Points, int Counts, int Rates)[] Measured =
    [
        (Grouping.Week, true, 26, 21, 22),
        (Grouping.Week, true, 52, 41, 41),
        (Grouping.Week, true, 104, 71, 71),
        (Grouping.Week, false, 26, 32, 29),
        (Grouping.Week, false, 52, 60, 51),
        (Grouping.Week, false, 104, 89, 72),
        (Grouping.FourWeeks, false, 13, 9, 7),
        (Grouping.FourWeeks, false, 26, 21, 25),
    ];

    /// <summary>Of a hundred charts in which nothing happens, those with a mark somewhere.</summary>
    /// <param name="whole">The whole hospital rather than a part of it, which has fewer visits.</param>
    /// <param name="points">The chart's; the measured length that comes closest is taken.</param>
    public static int InHundred(Grouping by, bool whole, bool isRatio, int points)
    {
        var closest = Measured.Where(row => row.By == by && row.Whole == (whole && by == Grouping.Week)).MinBy(row => Math.Abs(row.Points - points));
        return isRatio ? closest.Rates : closest.Counts;
    }
}
