using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;

namespace HealthDashboard.Pages.Wording;

/// <summary>A target in words, and on which side of it a value lies: in text and shape, neither good nor bad.</summary>
public static class TargetText
{
    public static string Range(Target target, DisplayOptions display)
    {
        return (Bound(target.FromValue), Bound(target.ToValue)) switch
        {
            ({ } from, { } to) => from == to ? from : Sentence.Of(Text.FromTo, from, to),
            ({ } from, null) => Sentence.Of(Text.AtLeastValue, from),
            (null, var to) => Sentence.Of(Text.AtMostValue, to),
        };

        string? Bound(decimal? value) => value is { } bound ? Value(target, bound, display) : null;
    }

    /// <summary>A value of the target's measure. Counts of a week may be meant to be 12.5 on average; they are written in full.</summary>
    public static string Value(Target target, decimal value, DisplayOptions display) =>
        target.Column.Kind == ColumnKind.Count && value % 1 != 0 ? $"{value:N1}" : Format.Cell(target.Column, value, display);

    /// <summary>Null for a value within it, and where there is no value.</summary>
    public static string? Outside(Target? target, decimal? value, DisplayOptions display) => value is null ? null : target?.Of(value.Value) switch
    {
        TargetSide.Below => Sentence.Of(Text.BelowTarget, Range(target, display)),
        TargetSide.Above => Sentence.Of(Text.AboveTarget, Range(target, display)),
        _ => null,
    };
}
