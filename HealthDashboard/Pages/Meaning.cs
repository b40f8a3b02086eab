using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Pages;

/// <summary>What a column means, in words: in the definition of a view and on the passport of a number.</summary>
public static class Meaning
{
    public static string Of(GoldView view, Column column) => column switch
    {
        { Of: { } of, Over: { } over } => Sentence.Of(column.Kind == ColumnKind.Percent ? Text.MeaningPercent : Text.MeaningRatio, view.Column(of).Label, view.Column(over).Label),
        { Constant: true } => Text.MeaningSame,
        { Kind: ColumnKind.People } => Text.MeaningPeople,
        { Kind: ColumnKind.Week } => Text.MeaningWeek,
        { Kind: ColumnKind.Money } => Text.MeaningMoney,
        { Kind: ColumnKind.Count } => Text.MeaningCount,
        { Kind: ColumnKind.Number } => Text.MeaningNumber,
        _ when column == view.Key => Text.MeaningKey,
        _ => Text.MeaningAttribute,
    };

    /// <summary>What is not in a number, a sentence each.</summary>
    public static IEnumerable<string> LeftOut(NumberAsked asked)
    {
        var made = asked.Column.Over is { } over ? asked.View.Column(over).From : asked.Column.From;
        yield return Text.LeftOutRejected;
        if (made is MadeOf.VisitsWithAnswer)
            yield return Text.LeftOutNoAnswer;
        if (made is MadeOf.FollowUps)
            yield return Text.LeftOutNotYes;
        if (made is MadeOf.PatientsTreated or MadeOf.DoctorsTreating)
            yield return Text.LeftOutNoTreatment;
        if (!asked.Scope.IsEverything)
            yield return Text.LeftOutByFilter;
    }
}
