using System.Globalization;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Charts;

/// <summary>
/// What stands beside the cells of a row that is a week: notes beside its name, and at a value outside its target on which side
/// it lies. Only complete weeks are judged; share-safe mode has neither.
/// </summary>
/// <param name="data">The first and the last visit date of the whole data.</param>
public sealed class BesideWeeks(TargetsAndNotes written, GoldView view, Scope scope, (DateOnly First, DateOnly Last) data, DisplayOptions display)
{
    private readonly Column? _week = view.Keys.FirstOrDefault(key => key.Kind == ColumnKind.Period);
    private readonly Column? _department = view.Keys.FirstOrDefault(key => key.Kind == ColumnKind.Department);

    /// <summary>Null where there is nothing to say.</summary>
    public string? Of(object row, Column column)
    {
        if (_week is null || scope.ShareSafe || written.IsEmpty)
            return null;
        var (week, department) = ((string)_week.Value(row)!, _department is null ? scope.Department : (string)_department.Value(row)!);
        return column == _week ? Notes(week, department) : Outside(row, column, week, department);
    }

    /// <summary>A row of one department among others has its own notes alone, or the hospital's would stand at each of them.</summary>
    private string? Notes(string week, string? department)
    {
        var notes = written.On(week, department).Where(note => _department is null || note.Department is not null)
            .Select(note => department is null && note.Department is { } of ? $"{of}: {note.Text}" : note.Text);
        return string.Join(" · ", notes) is { Length: > 0 } text ? text : null;
    }

    private string? Outside(object row, Column column, string week, string? department) =>
        scope.Filters.AreOnlyBy(Dimensions.Department) && IsComplete(week) && Target.Measures.FirstOrDefault(measure => measure.Measure is not null && measure.Measure == column.Measure) is { } measure
            ? TargetText.Outside(written.Target(department, measure.Name), column.Value(row) is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null, display)
            : null;

    private bool IsComplete(string week) => new CalendarPeriod(TimeGrain.Week, Weeks.Day(week)) is var of && of.IsWithin(data.First, data.Last) && scope.Holds(of);
}
