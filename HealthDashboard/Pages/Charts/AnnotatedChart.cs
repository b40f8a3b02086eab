using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Silver;

namespace HealthDashboard.Pages.Charts;

/// <summary>How targets and notes are drawn into a chart over time: targets as lines across, notes as lines upwards with their first words.</summary>
public static class AnnotatedChart
{
    /// <summary>As many letters of a note fit on its line; all of it stands beneath the chart.</summary>
    private const int MostLetters = 28;

    /// <param name="written">What belongs to the scope of the chart.</param>
    /// <param name="chart">Null for a chart that is no control chart, which has no targets.</param>
    public static ChartModel With(ChartModel model, TargetsAndNotes written, MeasureChart? chart, DisplayOptions display) => written.IsEmpty ? model : model with
    {
        Lines = [.. model.Lines, .. chart is { Treatment: null } ? Lines(written, chart, display) : []],
        Pins = [.. written.Notes.Where(note => IsDrawn(note, model, chart)).Select(note => new ChartPin(note.Week, Label(note)))],
    };

    /// <summary>A target is of one week; where a point is of several and their numbers add up, it is as many times as much.</summary>
    private static IEnumerable<ChartLine> Lines(TargetsAndNotes written, MeasureChart chart, DisplayOptions display)
    {
        if (written.Targets.FirstOrDefault(target => target.Measure == chart.Measure.Name) is not { } target)
            yield break;
        var weeks = chart.Measure.IsRatio ? 1 : Periods.Length(chart.Periods.By) / Periods.Length(Grouping.Week);
        if (target.FromValue is { } from)
            yield return Line(from, Text.TargetLineFrom);
        if (target.ToValue is { } to)
            yield return Line(to, Text.TargetLineTo);

        ChartLine Line(decimal value, string label) =>
            new(nameof(ChartLineKind.Target), (double)(value * weeks), Sentence.Of(label, TargetText.Value(target, value * weeks, display)));
    }

    /// <summary>From the first point to the end of the last one.</summary>
    private static bool IsDrawn(Note note, ChartModel model, MeasureChart? chart) => model.Labels is [var first, .., var last]
        && string.CompareOrdinal(first, note.Week) <= 0
        && string.CompareOrdinal(note.Week, Scope.Iso(Weeks.Day(last).AddDays(chart is null ? 0 : Periods.Length(chart.Periods.By) - 1))) <= 0;

    private static string Label(Note note) => note.Text.Length <= MostLetters ? note.Text : note.Text[..(MostLetters - 1)].TrimEnd() + "…";
}
