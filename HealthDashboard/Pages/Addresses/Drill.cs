using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Addresses;

/// <summary>Where a mark or a key leads: to the page of what it stands for, or to the same view filtered to it.</summary>
public static class Drill
{
    /// <summary>The address behind a cell, or null where it stands for nothing of its own.</summary>
    public static string? Cell(GoldView view, Column column, object row, Scope scope, GridQuery grid) => (column.Value(row) as string, column.Kind) switch
    {
        (null, _) => null,
        ({ } department, ColumnKind.Department) => Address.Department(department, scope),
        ({ } doctor, ColumnKind.Doctor) => Address.Doctor(doctor, scope),
        ({ } patient, ColumnKind.Patient) => Address.Patient(patient, scope),
        (_, ColumnKind.Period) => Address.View(view.Name, InPeriod(scope, view.PeriodOf(row))),
        ({ } value, _) when column == view.Key => Address.View(view.Name, scope, grid with { Filters = [new ColumnFilter(column.Name, "=", value)] }),
        _ => null,
    };

    /// <summary>The passport of a number; null for what is no number, or rests on no rows, and in share-safe mode, which shows no records.</summary>
    /// <param name="row">The row it stands in; null for the total.</param>
    public static string? Number(GoldView view, Column column, object? row, Scope scope) => column.CanBeProved && !scope.ShareSafe
        ? Address.Passport(new CellReference(view, column, scope, Key(view, 0, row), Key(view, 1, row)))
        : null;

    /// <summary>The address behind a mark of the view's chart.</summary>
    public static string? Mark(GoldView view, object row, Scope scope, GridQuery grid) => view.Chart.Kind == ChartKind.HeatMap
        ? Cell(view, view.Column(view.Chart.Across!), row, InPeriod(scope, view.PeriodOf(row)), grid)
        : Cell(view, view.Column(view.Chart.Category), row, scope, grid);

    private static string? Key(GoldView view, int index, object? row) =>
        row is null || index >= view.Keys.Count ? null : (string?)view.Keys[index].Value(row);

    /// <summary>The scope, narrowed to a week, month, quarter or year.</summary>
    public static Scope InPeriod(Scope scope, CalendarPeriod period) => scope with
    {
        From = scope.From > period.First ? scope.From : period.First,
        To = scope.To < period.Last ? scope.To : period.Last,
    };
}
