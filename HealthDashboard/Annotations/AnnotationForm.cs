using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Silver;

namespace HealthDashboard.Annotations;

/// <summary>A form holds something that cannot be written down; the message says what and what was expected.</summary>
public sealed class AnnotationRefusedException(string message) : Exception(message);

/// <summary>Reads what the forms send.</summary>
/// <param name="field">The value of a field; empty where there is none.</param>
/// <param name="choices">Of where one may write.</param>
public sealed class AnnotationForm(Func<string, string> field, FilterChoices choices)
{
    private const decimal Largest = 1_000_000_000_000;

    /// <summary>Ten years: what lies farther from the data is a slip of the hand, and no page would ever show it.</summary>
    private const int DaysAround = 3653;

    /// <exception cref="AnnotationRefusedException">A field is missing or cannot be used.</exception>
    public Target ReadTarget()
    {
        var measure = Target.Measures.FirstOrDefault(known => known.Name == field("measure"))
            ?? throw new AnnotationRefusedException($"There is no such weekly measure. Known are {string.Join(", ", Target.Measures.Select(known => known.Name))}.");
        var percent = measure.Kind == Gold.ColumnKind.Rate;
        var (from, to) = (Number("from", percent), Number("to", percent));
        if (from is null && to is null)
            throw new AnnotationRefusedException("A target needs a value: from, to, or both.");
        if (from > to)
            throw new AnnotationRefusedException("The value from is larger than the value to.");
        return new Target { Department = Department(), Measure = measure.Name, FromValue = from, ToValue = to, CreatedAt = "" };
    }

    /// <exception cref="AnnotationRefusedException">A field is missing or cannot be used.</exception>
    public Note ReadNote()
    {
        if (!DateOnly.TryParseExact(field("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new AnnotationRefusedException("The week is not a date. Expected a day of the week, such as 2025-03-05.");
        if (day < Weeks.Later(choices.Period.First, -DaysAround) || day > Weeks.Later(choices.Period.Last, DaysAround))
            throw new AnnotationRefusedException($"The week is far from the data, which goes from {Scope.Iso(choices.Period.First)} to {Scope.Iso(choices.Period.Last)}. Expected a day at most ten years before or after it.");
        var text = string.Join(' ', field("text").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is 0 or > Note.MostCharacters || text.Any(char.IsControl))
            throw new AnnotationRefusedException($"A note is of 1 to {Note.MostCharacters} characters that can be read.");
        return new Note { Week = Scope.Iso(Weeks.MondayOf(day)), Department = Department(), Text = text, CreatedAt = "" };
    }

    private string? Department() => field("department") switch
    {
        "" when choices.Reach.IsAdminOfAll => null,
        "" => throw new AnnotationRefusedException($"Only administrators of all departments write for the whole hospital. Expected a department: {string.Join(", ", choices.Departments)}."),
        var department when choices.HasDepartment(department) => department,
        _ => throw new AnnotationRefusedException($"There is no such department. Known are {string.Join(", ", choices.Departments)}."),
    };

    /// <param name="percent">Whether it is written in percent, and kept as the rate it is.</param>
    private decimal? Number(string name, bool percent)
    {
        var text = field(name).Trim();
        if (text.Length == 0)
            return null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > (percent ? 100 : Largest))
            throw new AnnotationRefusedException($"The value {name} is not a number that a measure can have. Expected one from 0 to {(percent ? "100 (percent)" : "a trillion")}, such as 12.5.");
        return percent ? number / 100 : number;
    }
}
