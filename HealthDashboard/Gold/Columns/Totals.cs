namespace HealthDashboard.Gold.Columns;

/// <summary>Sums where they mean something; a ratio is made of the sums of its parts. People do not add up and have none.</summary>
/// <param name="passes">The rows that are added up; all of them where null.</param>
internal sealed class Totals(ViewTable table, bool[]? passes)
{
    private readonly Sums _sums = table.Sum(passes);

    public Dictionary<string, decimal?> ByColumn()
    {
        var view = table.View;
        var totals = view.Columns.Where(column => column.AddsUp).ToDictionary(column => column.Name, Of);
        foreach (var column in view.Columns.Where(column => column.IsRatio))
        {
            var (part, whole) = (Of(view.Column(column.Numerator!)), Of(view.Column(column.Denominator!)));
            totals[column.Name] = part is null || whole is null or 0 ? null : part / whole * (column.Kind == ColumnKind.Percent ? 100 : 1);
        }

        return totals;
    }

    /// <summary>Null where it is withheld, and of the whole scope where no row is left to show it.</summary>
    private decimal? Of(Column column)
    {
        if (IsWithheld(column) || (column.IsOfScope && !AnyRow))
            return null;
        var sum = column.Measure!.Aggregation is Aggregation.Adds adds ? adds.Of(_sums) : table.Whole(column.Measure, 0);
        return column.Kind == ColumnKind.Money ? sum / 100m : sum;
    }

    private bool AnyRow => passes is null ? table.Count > 0 : passes.AsSpan().Contains(true);

    /// <summary>Over all rows where the sum is; over some of them where one of theirs is, so that the sum says nothing that the rows do not.</summary>
    private bool IsWithheld(Column column) => table.Withheld is { } withheld
        && (passes is null || column.IsOfScope ? withheld.Total(column) : passes.Index().Any(row => row.Item && withheld.Cell(column, row.Index)));
}
