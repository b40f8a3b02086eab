using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Pages.Wording;

/// <summary>A finding in words: what leads to its proof, and the rest.</summary>
public sealed record FindingSentence(string Lead, string Rest, string Href)
{
    public override string ToString() => Lead + Rest;
}

/// <summary>Puts findings into sentences of fixed templates: numbers, what they rest on, what they are compared with; no cause, neither good nor bad.</summary>
public sealed class FindingText(DisplayOptions display)
{
    private readonly SignalText _signals = new(display);

    public FindingSentence Of(Finding finding, Scope scope) => finding switch
    {
        RejectedRows rows => new FindingSentence(Sentence.Of(Text.FindingRejected, Part(rows.Tables[0])), Rejected(rows), Address.PipelinePart("rules", scope)),
        WeekUnderWay week => new FindingSentence(
            Format.Week(Scope.Iso(week.Monday)),
            Sentence.Of(Text.FindingWeekUnderWay, week.Days, Periods.Length(Grouping.Week)),
            Address.View(WeeklyVisitTrends.View.Name, scope)),
        ChartSignal signal => new FindingSentence(
            Sentence.Of(Text.FindingLead, Subject(signal, scope), SignalText.When(signal.Chart.Periods.By, signal.Mark.Period)), Signal(signal), Proof(signal, scope)),
        DoctorSignal doctor => new FindingSentence(doctor.Doctor.DoctorName, Doctor(doctor), Address.View(DoctorFollowUpRatio.View.Name, scope)),
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    /// <summary>Where nothing stands out: what is usual.</summary>
    public string Silence(Findings findings)
    {
        var visits = findings.Visits;
        var (periods, by) = (visits.Periods.Complete, visits.Periods.By);
        if (findings.HasThinMark)
            return Text.OnlyThinMarks;
        if (visits.Chart is not { } chart)
            return SignalText.TooFew(visits);
        var (low, high) = (Format.Whole((decimal)Math.Ceiling(chart.Lower ?? 0)), Format.Whole((decimal)Math.Floor(chart.Upper ?? 0)));
        var last = periods.Skip(periods.Count - EarlierPeriod.Length).Select(period => period.Sums.Visits).ToList();
        var marked = visits.Marks.Select(mark => mark.Period).ToHashSet();
        return by == Grouping.Week && !periods.Skip(periods.Count - EarlierPeriod.Length).Any(marked.Contains)
            ? Sentence.Of(Text.NoSignalWeeks, Format.Whole(last.Min()), Format.Whole(last.Max()), low, high)
            : Sentence.Of(Text.NoSignalPeriod, SignalText.When(by, periods[^1]), Format.Whole(last[^1]), low, high, SignalText.Points(by, periods.Count));
    }

    private static string Rejected(RejectedRows rows)
    {
        var first = Sentence.Of(rows.UnreadCosts == 0 ? Text.FindingRejectedShare : Text.FindingRejectedCosts, Share(rows.Tables[0]), Format.Whole(rows.UnreadCosts));
        var others = rows.Tables.Skip(1).Select(table => Sentence.Of(Text.FindingRejectedPartShare, Part(table), Share(table))).ToList();
        return others.Count == 0 ? first : $"{first} {Sentence.Of(Text.FindingRejectedToo, string.Join(", ", others))}";
    }

    /// <summary>240 of 2,000 treatments.</summary>
    private static string Part(RejectedOf table) => Sentence.Of(Text.FindingRejectedPart, Format.Whole(table.Rejected), Nouns(table));

    /// <summary>2,000 treatments.</summary>
    public static string Nouns(RejectedOf table) => Sentence.Counted(table.Read, table.Table switch
    {
        "patients" => Text.NounPatients,
        "doctors" => Text.NounDoctors,
        "visits" => Text.VisitsCounted,
        _ => Text.TreatmentsCounted,
    });

    private static string Share(RejectedOf table) => Format.Percent((decimal)table.Rejected / table.Read);

    /// <summary>Whom a chart is of.</summary>
    public static string Subject(ChartSignal signal, Scope scope) => signal switch
    {
        { Chart.Treatment: { } treatment } => treatment,
        { Department: { } department } => department,
        _ when scope.Filters.IsNone => Text.AllDepartments,
        _ => scope.Filters.AreOnlyBy(Dimensions.Department) && scope.Department is { } department ? department : Text.UnderThisFilter,
    };

    private static string Proof(ChartSignal signal, Scope scope) => signal.Chart.Treatment is { } treatment
        ? Address.PriceChart(treatment, scope)
        : Address.ControlChart(signal.Chart.Measure.Name, signal.Department is { } department ? scope with { Department = department } : scope);

    private string Signal(ChartSignal signal)
    {
        var (chart, periods) = (signal.Chart, signal.Chart.Periods);
        var first = Sentence.Of(
            Text.FindingSignal, Part(chart), _signals.Range(chart), SignalText.Points(periods.By, chart.Values));
        return signal.Others.Count == 0 ? first : $"{first} {Sentence.Of(Text.FindingOthers, string.Join("; ", signal.Others.Select(Part)))}";
    }

    /// <summary>21 visits, above the upper limit of 14.6.</summary>
    private string Part(MeasureChart chart) => Sentence.Of(Text.FindingPart, _signals.Value(chart, chart.Finding!), _signals.Why(chart, chart.Finding!));

    private static string Doctor(DoctorSignal signal)
    {
        var doctor = signal.Doctor;
        var sentence = Sentence.Of(
            signal.Direction == Direction.Up ? Text.FindingDoctorAbove : Text.FindingDoctorBelow,
            Format.Whole(doctor.FollowUpCount!.Value), Format.Whole(doctor.VisitsWithAnswer!.Value), Format.Percent(doctor.FollowUpRate ?? 0), Format.Percent((decimal)signal.Limit),
            Format.Percent((decimal)signal.Rate), Format.Whole(signal.AllVisits));
        return signal.Beyond == 1
            ? sentence
            : $"{sentence} {Sentence.Of(Text.FindingMoreDoctors, Format.Whole(signal.Beyond - 1), Format.Whole(signal.Judged), Funnel.EnoughCases)}";
    }
}
