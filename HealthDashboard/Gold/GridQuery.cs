using System.Globalization;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold;

/// <summary>A condition on one column of a view: contains (~) or equals (=) for text, at least (>=) or at most (&lt;=) for numbers.</summary>
public sealed record ColumnFilter(string Column, string Operator, string Value)
{
    /// <summary>As it stands in the address, such as <c>total_cost>=1000</c>.</summary>
    public override string ToString() => Column + Operator + Value;
}

/// <summary>Which rows of a view, in which order: what the grid shows and the export holds.</summary>
public sealed record GridQuery
{
    public static GridQuery AllRows { get; } = new();

    /// <summary>The column to sort by before the view's own order; null for the view's order alone.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>A text that any text column contains.</summary>
    public string? Search { get; init; }

    public IReadOnlyList<ColumnFilter> Filters { get; init; } = [];

    /// <summary>The columns wanted, in the view's order; empty for those that are shown unasked.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The columns on screen.</summary>
    public IReadOnlyList<Column> Shown(GoldView view) =>
        [.. view.Columns.Where(column => Columns.Count == 0 ? !column.Hidden : Columns.Contains(column.Name))];

    /// <summary>The part of the statement behind <c>from name</c> that chooses rows; empty when all are wanted.</summary>
    public string Where(GoldView view, IDictionary<string, object> parameters)
    {
        var conditions = new List<string>();
        foreach (var filter in Filters)
        {
            var name = $"filter{conditions.Count}";
            conditions.Add(Condition(view.Column(filter.Column), filter, name));
            parameters[name] = filter.Operator switch
            {
                "~" => Pattern(filter.Value),
                "=" => filter.Value,
                _ => double.Parse(filter.Value, CultureInfo.InvariantCulture),
            };
        }

        if (Search is not null)
        {
            var texts = view.Columns.Where(column => !column.IsNumeric);
            conditions.Add($"({string.Join(" or ", texts.Select(column => $"fold({column.Name}) like fold(@search) escape '!'"))})");
            parameters["search"] = Pattern(Search);
        }

        return conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
    }

    /// <summary>The order of the rows; an empty cell comes last either way.</summary>
    public string OrderBy(GoldView view) => Sort is null
        ? view.OrderBy
        : $"{Sort} is null, {Sort}{(view.Column(Sort).IsName ? $" collate {NameOrder.Collation}" : "")}{(Descending ? " desc" : "")}, {view.OrderBy}";

    public bool Equals(GridQuery? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Different for every different query, whatever its texts hold: results are kept under it.</summary>
    public override string ToString() =>
        $"{Sort}|{Descending}|{Uri.EscapeDataString(Search ?? "")}|{string.Join('&', Filters.Select(filter => Uri.EscapeDataString(filter.ToString())))}|{string.Join(',', Columns)}";

    private static string Condition(Column column, ColumnFilter filter, string parameter) => filter.Operator switch
    {
        "~" => $"fold({column.Name}) like fold(@{parameter}) escape '!'",
        _ => $"{column.Name} {filter.Operator} @{parameter}",
    };

    /// <summary>A pattern for <c>like … escape '!'</c> that takes every character as it is. A backslash would end a literal in some engines.</summary>
    private static string Pattern(string text) =>
        $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
