using System.Globalization;
using HealthDashboard.Gold;

namespace HealthDashboard.Pages.Wording;

/// <summary>What narrows the rows of a table, in words: "Insurer MedCare, Cost from 1,000".</summary>
public static class RowsText
{
    /// <summary>Null where all rows are shown.</summary>
    public static string? Of(GoldView view, GridQuery query)
    {
        var parts = query.Filters.Select(filter => Sentence.Of(
            filter.Operator switch
            {
                "=" => Text.RowsIs,
                ">=" => Text.RowsAtLeast,
                "<=" => Text.RowsAtMost,
                _ => Text.RowsContain,
            },
            view.Column(filter.Column).Label,
            Value(view.Column(filter.Column), filter.Value))).ToList();
        if (query.Search is { } search)
            parts.Add(Sentence.Of(Text.RowsSearch, search));
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private static string Value(Column column, string value) => column.IsNumeric && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? column.Kind == ColumnKind.Rate ? Format.Percent(number) : number.ToString("#,0.##", CultureInfo.CurrentCulture)
        : value;
}
