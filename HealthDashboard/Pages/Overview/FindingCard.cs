using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Overview;

/// <summary>A finding as one number, one small picture and one plain sentence; what it is judged by is told elsewhere.</summary>
/// <param name="Figure">The number, with what it counts.</param>
/// <param name="Who">Whom it is about.</param>
/// <param name="Shape">How it went; empty where there is nothing to draw.</param>
/// <param name="IsSignal">Whether the care itself stands out, and not the data.</param>
public sealed record FindingCard(string Figure, string Who, string Words, string Href, IReadOnlyList<decimal?> Shape, bool IsSignal)
{
    private const int Periods = 26;

    /// <summary>Null for what is no finding about numbers: a week that goes on is drawn apart, and that is all there is to it.</summary>
    /// <param name="full">The finding with all its numbers, which says who it is about and where the proof is.</param>
    public static FindingCard? Of(Finding finding, FindingSentence full, Scope scope, DisplayOptions display) => finding switch
    {
        ChartSignal signal => new(
            FigureOf(signal.Chart, display), FindingText.Subject(signal, scope), WordsOf(signal, display), full.Href,
            [.. signal.Chart.Periods.Complete.TakeLast(Periods).Select(period => (decimal?)signal.Chart.Value(period))], IsSignal: true),
        DoctorSignal doctor => new(
            Format.PercentWhole(doctor.Doctor.FollowUpRate ?? 0), doctor.Doctor.DoctorName,
            Sentence.Of(Text.PlainDoctor, Format.Whole(doctor.Doctor.FollowUpCount!.Value), Format.Whole(doctor.Doctor.VisitsWithAnswer!.Value), Format.PercentWhole((decimal)doctor.Rate)),
            full.Href, [], IsSignal: true),
        RejectedRows rows => new(
            Format.Percent((decimal)rows.Tables[0].Rejected / rows.Tables[0].Read), "", Sentence.Of(Text.PlainRejected, FindingText.Nouns(rows.Tables[0])), full.Href, [], IsSignal: false),
        _ => null,
    };

    private static string FigureOf(MeasureChart chart, DisplayOptions display)
    {
        var (column, mark) = (chart.Measure.Column, chart.Finding!);
        return column.Kind switch
        {
            ColumnKind.Money => Format.MoneyWhole((decimal)mark.Value, display),
            ColumnKind.Rate => Format.PercentWhole((decimal)mark.Value),
            _ => new SignalText(display).Value(chart, mark),
        };
    }

    private static string WordsOf(ChartSignal signal, DisplayOptions display)
    {
        var (chart, mark, words) = (signal.Chart, signal.Mark, new SignalText(display));
        var (what, when) = (chart.Measure.Column.Label.ToLowerInvariant(), SignalText.When(chart.Periods.By, mark.Period));
        return (mark.Signal.Rule, mark.Signal.Direction) switch
        {
            (SignalRule.Outside, Direction.Up) => Sentence.Of(Text.PlainAbove, what, when, words.LevelRounded(chart.Measure, chart.Chart!.Upper!.Value)),
            (SignalRule.Outside, _) => Sentence.Of(Text.PlainBelow, what, when, words.LevelRounded(chart.Measure, chart.Chart!.Lower!.Value)),
            _ => Sentence.Of(Text.PlainOther, what, when, words.Why(chart, mark, rounded: true)),
        };
    }
}
