using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;

namespace HealthDashboard.Pages.Wording;

/// <summary>Rejected rows of a table, and all of its rows that were read.</summary>
public readonly record struct Lacking(Fact Table, long Rejected, long Read)
{
    /// <summary>From one row in so many on, a change may be theirs alone: what they cost is not known.</summary>
    private const int OneIn = 100;

    /// <summary>How many were rejected could not be asked.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether no change may be given.</summary>
    public bool IsTooMuch => IsUnknown || (Rejected > 0 && Rejected * OneIn >= Read);

    public static Lacking operator +(Lacking a, Lacking b) => new(a.Table, a.Rejected + b.Rejected, a.Read + b.Read) { IsUnknown = a.IsUnknown || b.IsUnknown };

    /// <summary>Why no change is given, <see cref="IsTooMuch"/>.</summary>
    public string WhyNotGiven() => IsUnknown
        ? Text.ChangeNotGivenUnknown
        : Sentence.Of(Table == Fact.Visits ? Text.ChangeNotGivenVisits : Text.ChangeNotGivenTreatments, Format.Whole(Rejected), Format.Whole(Read));
}

/// <summary>How a number moved, in words and with a sign: neither good nor bad.</summary>
public static class Change
{
    /// <summary>A change from fewer visits or treatments is given as the two numbers: in per cent it would shout.</summary>
    public const int FewestForPercent = 20;

    /// <summary>▲ 12.3 %, ▼ 1.2 points, = no change; null where one side is missing.</summary>
    public static string? Between(Column column, PeriodNumbers now, PeriodNumbers? then, DisplayOptions display) => then is null
        ? null
        : Marked(InWords(column, now.Total(column.Name), then.Total(column.Name), then.Cases(column), display), now.Lacks(column), then.Lacks(column));

    /// <param name="cases">What the earlier value rests on.</param>
    public static string? InWords(Column column, decimal? now, decimal? then, decimal? cases, DisplayOptions display)
    {
        if (now is not { } to || then is not { } from)
            return null;
        if (to == from)
            return Text.NoChange;
        var sign = to > from ? "▲" : "▼";
        if (from == 0 || !(cases >= FewestForPercent))
            return $"{sign} {Sentence.Of(Text.ChangeFromTo, Short(column, from, display), Short(column, to, display))}";
        return column.Kind == ColumnKind.Rate
            ? $"{sign} {Sentence.Of(Text.ChangePoints, decimal.Round(Math.Abs(to - from) * 100, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.CurrentCulture))}"
            : $"{sign} {Format.Percent(Math.Abs(to - from) / from)}";
    }

    /// <summary>▲ from 5: where the numbers are too small for a percentage to mean much.</summary>
    public static string? From(Column column, object? now, object? then, DisplayOptions display) => (Number(now), Number(then)) switch
    {
        ({ } to, { } from) when to == from => Text.AsBefore,
        ({ } to, { } from) => $"{(to > from ? "▲" : "▼")} {Sentence.Of(Text.ChangeFrom, Format.Cell(column, then, display))}",
        _ => null,
    };

    /// <summary>The change, with how many rows were rejected in either period; in its place, where that many could have made it.</summary>
    public static string? Marked(string? change, Lacking now, Lacking then) => (change, now + then) switch
    {
        (null, _) or (_, { Rejected: 0, IsUnknown: false }) => change,
        (_, var both) when now.IsTooMuch || then.IsTooMuch => both.WhyNotGiven(),
        (_, var both) => Sentence.Of(Text.ChangeLacks, change, Format.Whole(both.Rejected)),
    };

    /// <summary>Cents say nothing about thousands, and a card has little room.</summary>
    private static string Short(Column column, decimal value, DisplayOptions display) =>
        column.Kind == ColumnKind.Money && Math.Abs(value) >= 1000 ? Format.MoneyShort(value, display) : Format.Cell(column, value, display);

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
