using System.Globalization;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Wording;

/// <summary>Observed against expected, in words. Ratios are written with 100 for as many as expected.</summary>
public static class ExpectedText
{
    public static string InBrief(StandardisedRatio ratio) =>
        Sentence.Of(Text.ExpectedInBrief, Cases(ratio.Expected), Hundred(ratio.Ratio), Hundred(ratio.Limits.Low), Hundred(ratio.Limits.High));

    public static string InFull(StandardisedRatio ratio) =>
        Sentence.Of(Text.ExpectedInFull, Format.Whole(ratio.Observed), Cases(ratio.Expected), Hundred(ratio.Ratio), Hundred(ratio.Limits.Low), Hundred(ratio.Limits.High));

    /// <summary>Whether chance alone can make the difference.</summary>
    public static string Verdict(StandardisedRatio ratio) => ratio.Limits.Holds(1) ? Text.ExpectedUsual : ratio.Ratio > 1 ? Text.ExpectedMore : Text.ExpectedFewer;

    /// <summary>A term of the sum: 0.97.</summary>
    public static string Exact(double number) => Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("N2", CultureInfo.CurrentCulture);

    /// <summary>22.4.</summary>
    private static string Cases(double number) => Math.Round(number, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture);

    private static string Hundred(double ratio) => Math.Round(ratio * 100, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.CurrentCulture);
}
