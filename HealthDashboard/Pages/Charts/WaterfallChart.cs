using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Charts;

/// <summary>One step from the earlier cost to the later one.</summary>
/// <param name="From">Where it starts, in cents; a total starts at nothing.</param>
/// <param name="IsTotal">The first and the last, which are costs and not changes.</param>
public sealed record CostStep(string Name, long From, long To, bool IsTotal, string Meaning)
{
    public long Cents => To - From;
}

/// <summary>The charts of why a cost changed: step by step from before to after, and part by part.</summary>
public static class WaterfallChart
{
    private const int MostGroups = 12;
    private const int Height = 360;

    public static IReadOnlyList<CostStep> Steps(CostSplit split)
    {
        var (before, change) = (split.CentsBefore, split.Change);
        var (treatmentsBefore, treatmentsAfter) = (Format.Whole(split.TreatmentsBefore), Format.Whole(split.TreatmentsAfter));
        return
        [
            new(Text.CostBefore, 0, before, true, Sentence.Of(Text.NTreatments, treatmentsBefore)),
            new(Text.CostVolume, before, before + change.Volume, false, Sentence.Of(Text.CostVolumeMeans, treatmentsBefore, treatmentsAfter)),
            new(Text.CostPrice, before + change.Volume, before + change.Volume + change.Price, false, Text.CostPriceMeans),
            new(Text.CostMix, before + change.Volume + change.Price, before + change.Change, false, Sentence.Of(Text.CostMixMeans, By(split))),
            new(Text.CostAfter, 0, split.CentsAfter, true, Sentence.Of(Text.NTreatments, treatmentsAfter)),
        ];
    }

    public static ChartModel Of(IReadOnlyList<CostStep> steps, DisplayOptions display)
    {
        var series = new ChartSeries(
            Measures.Cost.Label,
            [.. steps.Select(step => (object)new[] { Money(Math.Min(step.From, step.To)), Money(Math.Max(step.From, step.To)) })],
            [.. steps.Select(_ => (string?)null)],
            [.. steps.Select(step => $"{step.Name}\n{Amount(step, display)}\n{step.Meaning}")]);
        return Model("Waterfall", [.. steps.Select(step => $"{step.Name}\n{Short(step, display)}")], [series], Height, display);
    }

    /// <summary>How the cost of each group changed, and of what, the largest change first; the smaller ones of many groups together.</summary>
    public static ChartModel Parts(CostSplit split, DisplayOptions display)
    {
        var shown = split.Groups.Count <= MostGroups ? split.Groups.Count : MostGroups - 1;
        var parts = split.Groups.Take(shown).Select(each => each.Part).ToList();
        if (shown < split.Groups.Count)
        {
            var rest = split.Groups.Skip(shown).ToList();
            parts.Add(new CostPart(
                Sentence.Of(Text.CostOthers, Format.Whole(rest.Count)), rest.Sum(each => each.Part.Volume), rest.Sum(each => each.Part.Price), rest.Sum(each => each.Part.Mix)));
        }

        return Model(
            "Parts",
            [.. parts.Select(part => part.Name)],
            [Series(Text.CostVolume, part => part.Volume), Series(Text.CostPrice, part => part.Price), Series(Text.CostMix, part => part.Mix)],
            110 + (parts.Count * 56),
            display);

        ChartSeries Series(string name, Func<CostPart, long> cents) => new(
            name,
            [.. parts.Select(part => (object)Money(cents(part)))],
            [.. parts.Select((part, place) => place < shown ? Address.Relative(Pick.Of(split.By.View.Key.Dimension!, part.Name)) : null)],
            [.. parts.Select(part => $"{part.Name}\n{name}: {WithSign(cents(part), display)}")]);
    }

    /// <summary>What treatments are grouped by, as one says it in a sentence.</summary>
    public static string By(CostSplit split) => Words(split.By);

    public static string Words(CostBy by) => by.Name switch
    {
        "insurer" => Text.CostByInsurer,
        "department" => Text.CostByDepartment,
        _ => Text.CostByType,
    };

    /// <summary>+$12.50, −$3.00; nothing before a zero.</summary>
    public static string WithSign(long cents, DisplayOptions display) => Sign(cents) + Format.Money(Math.Abs(cents) / 100m, display);

    /// <summary>A cost as it is, a change with its sign.</summary>
    public static string Amount(CostStep step, DisplayOptions display) =>
        step.IsTotal ? Format.Money(step.Cents / 100m, display) : WithSign(step.Cents, display);

    private static string Short(CostStep step, DisplayOptions display) =>
        (step.IsTotal ? "" : Sign(step.Cents)) + Format.MoneyShort(Math.Abs(step.Cents) / 100m, display);

    private static string Sign(long cents) => cents switch { > 0 => "+", < 0 => "−", _ => "" };

    private static double Money(long cents) => cents / 100.0;

    private static ChartModel Model(string kind, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, int height, DisplayOptions display) =>
        new(kind, labels, series, "", Measures.Cost.Label, nameof(ColumnKind.Money), Notation.Of(display), height);
}
