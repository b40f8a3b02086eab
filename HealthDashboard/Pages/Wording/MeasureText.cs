using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Pages.Wording;

/// <summary>What a column means, in words: in the definition of a view and on the passport of a number.</summary>
public static class MeasureText
{
    public static string Of(GoldView view, Column column) => column switch
    {
        { Numerator: { } of, Denominator: { } over } => Sentence.Of(column.Kind == ColumnKind.Percent ? Text.MeaningPercent : Text.MeaningRatio, view.Column(of).Label, view.Column(over).Label),
        { IsOfScope: true } => Text.MeaningSame,
        { Kind: ColumnKind.People } => Text.MeaningPeople,
        { Kind: ColumnKind.Period } => view.Granularity is { } by ? Sentence.Of(Text.MeaningPeriod, by) : Text.MeaningWeek,
        { Kind: ColumnKind.Money } => Text.MeaningMoney,
        { Kind: ColumnKind.Count } => Text.MeaningCount,
        { Kind: ColumnKind.Number } => Text.MeaningNumber,
        _ when column == view.Key => Text.MeaningKey,
        _ => Text.MeaningAttribute,
    };

    /// <summary>What is not in a number, a sentence each.</summary>
    public static IEnumerable<string> NotIn(CellReference asked)
    {
        yield return Text.LeftOutRejected;
        if (InWords(asked.Column.Measure!.LeftOut) is { } words)
            yield return words;
        if (!asked.Scope.IsUnfiltered)
            yield return Text.LeftOutByFilter;
    }

    private static string? InWords(LeftOut leftOut) => leftOut switch
    {
        LeftOut.NoAnswer => Text.LeftOutNoAnswer,
        LeftOut.NotYes => Text.LeftOutNotYes,
        LeftOut.NoTreatment => Text.LeftOutNoTreatment,
        _ => null,
    };
}
