using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Addresses;

/// <summary>What a mark or a cell filters by, and where it leads.</summary>
public static class Drill
{
    /// <summary>What a name or a period filters by; null where it is neither. Of a doctor that is the name: the id leads to the doctor's page.</summary>
    public static Pick? Cell(GoldView view, Column column, object row, Scope scope) => (column.Value(row) as string, column) switch
    {
        (null, _) => null,
        (_, { Kind: ColumnKind.Period }) => InPeriod(new Pick(), scope, view.PeriodOf(row)),
        (_, { Kind: ColumnKind.Doctor }) => null,
        (_, { Dimension: { } name }) when name == Dimensions.DoctorName => Pick.Of(Dimensions.Doctor, (string)view.Key.Value(row)!),
        ({ } value, { Dimension: { Parameter: not null } dimension }) => Pick.Of(dimension, value),
        _ => null,
    };

    /// <summary>The address of the page about what stands in a cell; null where there is none.</summary>
    public static string? Page(Column column, object row, Scope scope) => (column.Value(row) as string, column.Kind) switch
    {
        ({ } department, ColumnKind.Department) => Address.Department(department, scope),
        ({ } doctor, ColumnKind.Doctor) => Address.Doctor(doctor, scope),
        ({ } patient, ColumnKind.Patient) => Address.Patient(patient, scope),
        _ => null,
    };

    /// <summary>The passport of a number; null for what is no number, or rests on no rows, and in share-safe mode, which shows no records.</summary>
    /// <param name="row">The row it stands in; null for the total.</param>
    public static string? Number(GoldView view, Column column, object? row, Scope scope) => column.CanBeProved && !scope.ShareSafe
        ? Address.Passport(new CellReference(view, column, scope, Key(view, 0, row), Key(view, 1, row)))
        : null;

    /// <summary>What a click on a mark of the view's chart does: it filters the page one is on, but for a patient's mark, which leads to the patient.</summary>
    public static string? Mark(GoldView view, object row, Scope scope)
    {
        var category = view.Column(view.Chart.Category);
        return category.Kind switch
        {
            ColumnKind.Patient => Page(category, row, scope),
            ColumnKind.Doctor => Address.Relative(Pick.Of(Dimensions.Doctor, (string)category.Value(row)!)),
            ColumnKind.Period when view.Chart.Kind == ChartKind.HeatMap => Address.Relative(InPeriod(Cell(view, view.Column(view.Chart.Across!), row, scope)!, scope, view.PeriodOf(row))),
            _ => Cell(view, category, row, scope) is { } pick ? Address.Relative(pick) : null,
        };
    }

    /// <summary>With a week, month, quarter or year, or what the filter lets pass of it: the days whose numbers the mark shows.</summary>
    private static Pick InPeriod(Pick pick, Scope scope, CalendarPeriod period) => pick with
    {
        Days = (scope.From > period.First ? scope.From.Value : period.First, scope.To < period.Last ? scope.To.Value : period.Last),
    };

    private static string? Key(GoldView view, int index, object? row) =>
        row is null || index >= view.Keys.Count ? null : (string?)view.Keys[index].Value(row);
}
