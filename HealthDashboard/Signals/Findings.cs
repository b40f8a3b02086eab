using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>
/// What to look at in a scope: data trouble first, then what lies outside limits, then doctors, then the other rules by size.
/// Only the latest complete period counts; a run is among them as long as it goes on.
/// </summary>
/// <param name="First">The most pressing ones.</param>
/// <param name="More">How many there are beyond these.</param>
/// <param name="Visits">The chart of the scope's visits, which says what is usual.</param>
/// <param name="Charts">How many charts with limits were looked at.</param>
public sealed record Findings(IReadOnlyList<Finding> First, int More, MeasureChart Visits, int Charts)
{
    private const int Most = 5;
    private const int FullWeek = 7;

    /// <summary>Fewer records than one in so many change no number that anybody would notice.</summary>
    private const int NoticedInSoMany = 1000;

    /// <summary>Whether anything but the data themselves stands out.</summary>
    public bool HasSignal => More > 0 || First.Any(finding => finding is ChartSignal or DoctorSignal);

    /// <summary>Whether a chart that was looked at has a mark at its latest point that rests on too little for a sentence.</summary>
    public bool HasThinMark { get; private init; }

    /// <param name="run">What became of the records when the snapshot was made, which is told to those who may see all of them; null when that is lost.</param>
    public static async ValueTask<Findings> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, RunLedger? run)
    {
        var table = await SignalReader.TableAsync(reader, snapshot, scope);
        // A part of the hospital has too few treatments of one type, as a doctor has too few visits in one department.
        var prices = SignalReader.IsWhole(scope) ? await TreatmentPrices.ReadAsync(reader, snapshot, scope) : new TreatmentPrices([]);
        return await reader.KeepAsync(snapshot, $"findings|{scope}", kept => Of(kept, scope, scope.Reach.IsAll ? run : null, table, prices));
    }

    private static Findings Of(Snapshot snapshot, Scope scope, RunLedger? run, SignalTable table, TreatmentPrices prices)
    {
        List<(string? Department, IReadOnlyList<MeasureChart> Charts)> looked =
        [
            (null, table.Whole),
            .. SignalReader.IsWhole(scope) ? table.Departments.Select(department => ((string?)department.Department, department.Charts)) : [],
            .. prices.Charts.Select(price => ((string?)null, (IReadOnlyList<MeasureChart>)[price])),
        ];
        var found = looked.Select(each => Signal(each.Department, each.Charts)).OfType<ChartSignal>()
            .OrderBy(signal => signal.Mark.Signal.Rule != SignalRule.Outside)
            .ThenByDescending(signal => signal.Chart.Size(signal.Mark))
            .ToList();
        List<Finding> all =
        [
            .. Trouble(scope, FilterChoices.Of(snapshot, scope.Reach).Period, run),
            .. found.Where(signal => signal.Mark.Signal.Rule == SignalRule.Outside),
            .. scope.DoctorId is null ? Doctors(snapshot, scope) : [],
            .. found.Where(signal => signal.Mark.Signal.Rule != SignalRule.Outside),
        ];
        return new Findings(
            [.. all.Take(Most)], Math.Max(0, all.Count - Most), table.Whole[0], looked.Sum(each => each.Charts.Count(chart => chart.Chart is not null)))
        {
            HasThinMark = looked.Any(each => each.Charts.Any(chart => chart is { Alert: not null, Finding: null })),
        };
    }

    /// <summary>What stands out together is said together: visits, treatments and cost move as one.</summary>
    private static ChartSignal? Signal(string? department, IReadOnlyList<MeasureChart> charts)
    {
        var found = charts.Where(chart => chart.Finding is not null)
            .OrderBy(chart => chart.Finding!.Signal.Rule != SignalRule.Outside)
            .ThenByDescending(chart => chart.Size(chart.Finding!))
            .ToList();
        return found is [var first, .. var others] ? new ChartSignal(department, first, others) : null;
    }

    private static IEnumerable<Finding> Trouble(Scope scope, (DateOnly First, DateOnly Last) data, RunLedger? run)
    {
        // A share is of one file: doctors and patients are no treatments that could have been read.
        var rejected = (run?.Tables.Select(table => new RejectedOf(table.Key, table.Value.Rejected, table.Value.Read)) ?? [])
            .Where(table => table.Rejected > 0 && table.Rejected * NoticedInSoMany >= table.Read)
            .OrderByDescending(table => (decimal)table.Rejected / table.Read)
            .ToList();
        if (rejected.Count > 0)
            yield return new RejectedRows(rejected, run!.Rules.Where(rule => rule.Rule == Rule.CostInvalid.Name).Sum(rule => rule.Rows));
        var monday = Weeks.MondayOf(data.Last);
        var days = data.Last.DayNumber - Later(monday, data.First).DayNumber + 1;
        if (days < FullWeek && !(scope.To < monday) && !(scope.From > data.Last))
            yield return new WeekUnderWay(monday, days);
    }

    private static IEnumerable<Finding> Doctors(Snapshot snapshot, Scope scope)
    {
        if (ViewReader.Over(snapshot, DoctorFollowUpRatio.View, scope, Furthest) is { } doctor)
            yield return doctor;
    }

    private static DoctorSignal? Furthest(ViewTable doctors)
    {
        var (counted, cases) = (new long[doctors.Count], new long[doctors.Count]);
        for (var row = 0; row < cases.Length; row++)
            (counted[row], cases[row]) = (doctors.Whole(Measures.FollowUps, row), doctors.Whole(Measures.VisitsWithAnswer, row));
        if (Funnel.Of(counted.Zip(cases)) is not { } funnel)
            return null;
        var (furthest, distance, beyond, judged) = (-1, 0.0, 0, 0);
        for (var row = 0; row < cases.Length; row++)
        {
            var verdict = funnel.Judge(counted[row], cases[row]);
            judged += verdict == FunnelVerdict.TooFewToJudge ? 0 : 1;
            if (verdict is not (FunnelVerdict.Above or FunnelVerdict.Below))
                continue;
            beyond++;
            // In standard deviations, which is how a funnel is drawn: fewer visits, wider limits.
            if (Math.Abs(((double)counted[row] / cases[row]) - funnel.Rate) * Math.Sqrt(cases[row]) is var far && far > distance)
                (furthest, distance) = (row, far);
        }

        if (furthest < 0)
            return null;
        var limits = funnel.Limits(cases[furthest], Confidence.Sure);
        var (direction, limit) = funnel.Judge(counted[furthest], cases[furthest]) == FunnelVerdict.Above ? (Direction.Up, limits.High) : (Direction.Down, limits.Low);
        return new DoctorSignal((DoctorFollowUpRatio)doctors.View.Make(doctors, furthest), direction, limit, funnel.Rate, cases.Sum(), beyond, judged);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
